import { PageHeader } from "../../shared/ui/PageHeader";

export default function ComparePage() {
  return <PageHeader title="Compare" />;
}
