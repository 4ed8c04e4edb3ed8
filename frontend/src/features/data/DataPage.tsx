import { PageHeader } from "../../shared/ui/PageHeader";

export default function DataPage() {
  return <PageHeader title="Data" />;
}
