import { queryOptions } from "@tanstack/react-query";
import { answer, api, type Schemas } from "../../../shared/api/client";
import { accountKeys } from "../../../shared/api/queries/account";

export type Factor = Schemas["FactorView"];
export type Begun = Schemas["FactorBegun"];

/** Whether a second factor guards one's password. */
export function secondFactor() {
  return queryOptions({
    queryKey: [...accountKeys.me, "second-factor"],
    queryFn: ({ signal }) => answer(api.GET("/v1/me/second-factor", { signal })),
  });
}
