import { PageHeader } from "../../shared/ui/PageHeader";

export default function OperationsPage() {
  return <PageHeader title="Operations" />;
}
