import { describe, expect, it } from "vitest";
import { ApiProblem } from "../api/problem";
import { English } from "./English";
import { fieldProblem } from "./problems";

function problem(field: string): ApiProblem {
  return new ApiProblem({
    type: "about:blank",
    title: "",
    status: 422,
    detail: "this will not do",
    code: "invalid",
    field,
    remedy: "Take another",
    request_id: "",
    line: null,
  });
}

describe("fieldProblem", () => {
  it("stands at the field that it names, or that holds what it names", () => {
    const told = <English>This will not do. Take another.</English>;
    expect(fieldProblem(problem("email"), ["email", "password"])).toEqual({ email: told });
    expect(fieldProblem(problem("scopes[0]"), ["name", "scopes"])).toEqual({ scopes: told });
  });

  it("is the whole form's otherwise", () => {
    expect(fieldProblem(problem("emails"), ["email"])).toBeNull();
    expect(fieldProblem(problem("Authorization"), ["email"])).toBeNull();
    expect(fieldProblem(new Error("no"), ["email"])).toBeNull();
  });
});
