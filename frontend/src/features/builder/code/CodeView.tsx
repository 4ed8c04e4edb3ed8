import { useDraft } from "../draft";
import { CompiledCode } from "./CompiledCode";
import { OwnCode } from "./OwnCode";

/** The strategy as a Freqtrade file: made from its rules, or its own. */
export function CodeView() {
  const { content } = useDraft();
  return content.kind === "spec" ? <CompiledCode content={content} /> : <OwnCode code={content} />;
}
