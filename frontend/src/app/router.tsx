import type { QueryClient } from "@tanstack/react-query";
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from "@tanstack/react-router";
import type { Identity } from "../shared/identity";
import { ownPath } from "../shared/identity/back";
import { Loading } from "../shared/ui/States";
import * as search from "./search";
import { Broken, Missing } from "./shell/Broken";
import { Root } from "./shell/Root";

export interface RouterContext {
  identity: Identity;
  queries: QueryClient;
}

const root = createRootRouteWithContext<RouterContext>()({ component: Root });

const open = createRoute({ getParentRoute: () => root, id: "open" });

const signIn = createRoute({
  getParentRoute: () => open,
  path: "/sign-in",
  validateSearch: search.signIn,
  component: lazyRouteComponent(() => import("../features/auth/SignInPage")),
});

const signUp = createRoute({
  getParentRoute: () => open,
  path: "/sign-up",
  validateSearch: search.signIn,
  component: lazyRouteComponent(() => import("../features/auth/SignUpPage")),
});

const finish = createRoute({
  getParentRoute: () => open,
  path: "/auth/finish",
  component: lazyRouteComponent(() => import("../features/auth/FinishPage")),
});

/** Everything behind a sign-in. */
const signed = createRoute({
  getParentRoute: () => root,
  id: "signed",
  // Whoever signs in needs none of it yet.
  component: lazyRouteComponent(() => import("./shell/Shell"), "Shell"),
  beforeLoad({ context, location }) {
    if (context.identity.session() === null) {
      const back = location.pathname === "/" ? undefined : ownPath(location.href);
      const expired = context.identity.expired() && back !== undefined;
      throw redirect({
        to: "/sign-in",
        search: { ...(back === undefined ? {} : { back }), ...(expired ? { expired } : {}) },
      });
    }
  },
});

const home = createRoute({
  getParentRoute: () => signed,
  path: "/",
  beforeLoad() {
    throw redirect({ to: "/strategies" });
  },
});

const welcome = createRoute({
  getParentRoute: () => signed,
  path: "/welcome",
  validateSearch: search.welcome,
  component: lazyRouteComponent(() => import("../features/welcome/WelcomePage")),
});

const strategies = createRoute({
  getParentRoute: () => signed,
  path: "/strategies",
  validateSearch: search.strategies,
  component: lazyRouteComponent(() => import("../features/strategies/StrategiesPage")),
});

const newStrategy = createRoute({
  getParentRoute: () => signed,
  path: "/strategies/new",
  validateSearch: search.newStrategy,
  component: lazyRouteComponent(() => import("../features/strategies/NewStrategyPage")),
});

const builder = createRoute({
  getParentRoute: () => signed,
  path: "/strategies/$strategy",
  validateSearch: search.builder,
  component: lazyRouteComponent(() => import("../features/builder/BuilderPage")),
});

const runs = createRoute({
  getParentRoute: () => signed,
  path: "/runs",
  validateSearch: search.runs,
  component: lazyRouteComponent(() => import("../features/runs/RunsPage")),
});

const report = createRoute({
  getParentRoute: () => signed,
  path: "/runs/$run",
  validateSearch: search.report,
  component: lazyRouteComponent(() => import("../features/report/ReportPage")),
});

const compare = createRoute({
  getParentRoute: () => signed,
  path: "/compare",
  validateSearch: search.compare,
  component: lazyRouteComponent(() => import("../features/compare/ComparePage")),
});

const data = createRoute({
  getParentRoute: () => signed,
  path: "/data",
  validateSearch: search.data,
  component: lazyRouteComponent(() => import("../features/data/DataPage")),
});

const account = createRoute({
  getParentRoute: () => signed,
  path: "/account",
  validateSearch: search.account,
  component: lazyRouteComponent(() => import("../features/account/AccountPage")),
});

const operations = createRoute({
  getParentRoute: () => signed,
  path: "/operations",
  validateSearch: search.operations,
  component: lazyRouteComponent(() => import("../features/operations/OperationsPage")),
});

const tree = root.addChildren([
  open.addChildren([signIn, signUp, finish]),
  signed.addChildren([
    home,
    welcome,
    strategies,
    newStrategy,
    builder,
    runs,
    report,
    compare,
    data,
    account,
    operations,
  ]),
]);

export function newRouter(identity: Identity, queries: QueryClient) {
  return createRouter({
    routeTree: tree,
    context: { identity, queries },
    defaultPreload: "intent",
    scrollRestoration: true,
    defaultPendingComponent: Loading,
    defaultErrorComponent: Broken,
    defaultNotFoundComponent: Missing,
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof newRouter>;
  }
}
