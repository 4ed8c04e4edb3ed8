import openapiTS, { astToString } from "openapi-typescript";
import { expect, it } from "vitest";
import schema from "../../../../../../docs/schemas/certificate.schema.json";

const HEAD = `// biome-ignore-all format: made by a program
// biome-ignore-all lint: made by a program
// Made from docs/schemas/certificate.schema.json by schema.test.ts; never edited: vitest run src/features/report/robustness -u
`;

it("has the types of the schema that the platform writes by", async () => {
  const { $defs, $schema, ...certificate } = schema;
  const document = {
    openapi: "3.1.0",
    info: { title: "certificate.json", version: "1" },
    paths: {},
    components: { schemas: { ...$defs, Certificate: certificate } },
  };
  const told: unknown = JSON.parse(
    JSON.stringify(document).replaceAll("#/$defs/", "#/components/schemas/"),
  );
  const types = astToString(await openapiTS(told as Parameters<typeof openapiTS>[0]));
  await expect(HEAD + types).toMatchFileSnapshot("./schema.d.ts");
});
