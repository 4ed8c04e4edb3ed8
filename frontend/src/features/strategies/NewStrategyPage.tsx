import { PageHeader } from "../../shared/ui/PageHeader";

export default function NewStrategyPage() {
  return <PageHeader title="NewStrategy" />;
}
