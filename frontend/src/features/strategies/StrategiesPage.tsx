import { PageHeader } from "../../shared/ui/PageHeader";

export default function StrategiesPage() {
  return <PageHeader title="Strategies" />;
}
