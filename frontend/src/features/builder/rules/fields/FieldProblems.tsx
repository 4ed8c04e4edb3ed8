import { Text } from "@mantine/core";
import { English } from "../../../../shared/ui/English";
import type { Problem } from "../../draft";
import { useProblemsAt } from "../context";
import type { Path } from "../form/edit";
import { pathText } from "../form/edit";

/** The id of what is said about the field at `path`, for `aria-describedby`. */
export function problemId(path: Path): string {
  return `problem-${pathText(path).replace(/[^\w]+/g, "-")}`;
}

/** What the platform says about one field, beside it. */
export function FieldProblems({ path }: { path: Path }) {
  const problems = useProblemsAt(path);
  if (problems.length === 0) {
    return null;
  }
  return (
    <Text size="sm" c="var(--loss)" id={problemId(path)}>
      <Sentences of={problems} />
    </Text>
  );
}

/** What the platform says, in its own English. */
export function Sentences({ of: problems }: { of: readonly Problem[] }) {
  return <English>{problems.map(({ problem }) => sentence(problem)).join(" ")}</English>;
}

export function sentence(text: string): string {
  const end = /[.!?]$/.test(text) ? "" : ".";
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${end}`;
}
