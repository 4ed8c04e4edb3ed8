import { PageHeader } from "../../shared/ui/PageHeader";

export default function RunsPage() {
  return <PageHeader title="Runs" />;
}
