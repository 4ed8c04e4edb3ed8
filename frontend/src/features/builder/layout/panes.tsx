import { Suspense } from "react";
import { arriving } from "../../../shared/ui/arriving";
import { Loading } from "../../../shared/ui/States";

const ChatPane = arriving(() => import("../chat/ChatPane").then(({ ChatPane }) => ChatPane));
const VersionsPane = arriving(() =>
  import("../versions/VersionsPane").then(({ VersionsPane }) => VersionsPane),
);
const SetupPane = arriving(() => import("../setup/SetupPane").then(({ SetupPane }) => SetupPane));
const RulesView = arriving(() => import("../rules/RulesView").then(({ RulesView }) => RulesView));
const WordsView = arriving(() => import("../words/WordsView").then(({ WordsView }) => WordsView));
const CodeView = arriving(() => import("../code/CodeView").then(({ CodeView }) => CodeView));

export const PANES = ["chat", "setup", "versions"] as const;
export type PaneName = (typeof PANES)[number];
export const VIEWS = ["rules", "words", "code"] as const;
export type ViewName = (typeof VIEWS)[number];

/** Each comes once somebody looks at it: the editor and the chat are large. */
export function Pane({ name }: { name: PaneName }) {
  const Shown = { chat: ChatPane, setup: SetupPane, versions: VersionsPane }[name];
  return (
    <Suspense fallback={<Loading />}>
      <Shown />
    </Suspense>
  );
}

export function View({ name }: { name: ViewName }) {
  const Shown = { rules: RulesView, words: WordsView, code: CodeView }[name];
  return (
    <Suspense fallback={<Loading />}>
      <Shown />
    </Suspense>
  );
}
