import { PageHeader } from "../../shared/ui/PageHeader";

export default function BuilderPage() {
  return <PageHeader title="Builder" />;
}
