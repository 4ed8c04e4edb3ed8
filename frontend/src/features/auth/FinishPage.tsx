import { PageHeader } from "../../shared/ui/PageHeader";

export default function FinishPage() {
  return <PageHeader title="Finish" />;
}
