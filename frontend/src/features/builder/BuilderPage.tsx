import { getRouteApi } from "@tanstack/react-router";
import { DraftProvider } from "./draft";
import { Builder } from "./layout/Builder";
import { SetupProvider } from "./setup/SetupProvider";

const route = getRouteApi("/signed/strategies/$strategy");

/** A strategy being made: four views of one content, and what it would have done. */
export default function BuilderPage() {
  const { strategy } = route.useParams();
  return (
    <DraftProvider strategyId={strategy}>
      <SetupProvider>
        <Builder />
      </SetupProvider>
    </DraftProvider>
  );
}
