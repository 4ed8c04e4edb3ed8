/** Arrows: app -> features -> shared; features are strangers to each other. */
module.exports = {
  forbidden: [
    {
      name: "no-cycles",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "shared-knows-nobody",
      severity: "error",
      from: { path: "^src/shared" },
      to: { path: "^src/(app|features)" },
    },
    {
      name: "features-know-no-app",
      severity: "error",
      from: { path: "^src/features" },
      to: { path: "^src/app" },
    },
    {
      name: "features-are-strangers",
      severity: "error",
      from: { path: "^src/features/([^/]+)/" },
      to: { path: "^src/features/([^/]+)/", pathNot: "^src/features/$1/" },
    },
    {
      name: "mock-stays-out",
      comment: "the mock API is begun by main.tsx where it is asked for, and by tests",
      severity: "error",
      from: { path: "^src", pathNot: "(^src/main\\.tsx|/testing/.*|\\.test\\.tsx?)$" },
      to: { path: "^mock" },
    },
    ...[
      ["lightweight-charts", "^src/shared/charts/candles\\.ts$"],
      ["echarts", "^src/shared/charts/echarts\\.ts$"],
      ["monaco-editor", "^src/shared/editor/monaco\\.ts$"],
      ["firebase", "^src/shared/identity/firebase\\.ts$"],
      ["openapi-fetch", "^src/shared/api/client\\.ts$"],
    ].map(([library, room]) => ({
      name: `one-room-for-${library}`,
      comment: `${library} is touched by one file alone`,
      severity: "error",
      from: { path: "^src", pathNot: room },
      to: { path: `^node_modules/${library}` },
    })),
    {
      name: "no-orphans",
      severity: "error",
      from: {
        orphan: true,
        pathNot: "(\\.d\\.ts|\\.test\\.tsx?|main\\.tsx|/testing/.*|worker/.*)$",
      },
      to: {},
    },
    {
      name: "resolvable",
      severity: "error",
      from: {},
      to: { couldNotResolve: true, pathNot: "^virtual:" },
    },
  ],
  options: {
    tsConfig: { fileName: "tsconfig.app.json" },
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "browser", "default", "types"],
    },
  },
};
