import type { Schemas } from "../../shared/api/client";
import { Loading } from "../../shared/ui/States";

const Soon = (_: { run: Schemas["RunView"] }) => <Loading />;

export { Soon as CompareTab, Soon as RobustnessTab, Soon as TradesTab };
