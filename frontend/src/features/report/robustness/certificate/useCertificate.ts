import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { runFiles, runKeys } from "../../../../shared/api/queries/runs";
import { addressOf, fileOf } from "../../../../shared/report";
import { textOf } from "../../../../shared/report/files";
import type { components } from "./schema";

type Parts = components["schemas"];

/** What `certificate.json` holds, by `docs/schemas/certificate.schema.json`. */
export type Certificate = Parts["Certificate"];
export type Report = Parts["Report"];
export type Check = Parts["Check"];
export type CheckName = Check["name"];
export type Level = Parts["Verdict"]["level"];
export type Verdict = Parts["Verdict"];
export type Band = Parts["Band"];
export type Sweep = Parts["Sweep"];
export type Walk = Parts["Walk"];
export type MonteCarlo = Parts["MonteCarlo"];

const FILE = "certificate.json";
const KNOWN_VERSION = 1;

/** The signed outcome of a robustness check; it never changes, so it is read once. */
export function useCertificate(run: string) {
  const queries = useQueryClient();
  return useQuery(
    queryOptions({
      queryKey: [...runKeys.one(run), "certificate"],
      queryFn: async ({ signal }): Promise<Certificate> => {
        const { items } = await queries.fetchQuery(runFiles(run));
        return read(await textOf(fileOf(items, FILE), signal));
      },
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 5 * 60_000,
    }),
  );
}

/** Raises where the file is of another version than these pages were made for. */
export function read(text: string): Certificate {
  const certificate = JSON.parse(text) as Certificate;
  if (certificate.version !== KNOWN_VERSION || certificate.report.version !== KNOWN_VERSION) {
    throw new Error(
      `${FILE} is version ${certificate.version}.${certificate.report.version}; this page reads version ${KNOWN_VERSION}. Load the page again.`,
    );
  }
  return certificate;
}

/** The files of a check, each with its address. */
export function useCheckFiles(run: string) {
  const { data } = useQuery(runFiles(run));
  return data?.items.map((file) => ({ ...file, address: addressOf(file) })) ?? [];
}
