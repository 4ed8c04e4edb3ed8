import { PageHeader } from "../../shared/ui/PageHeader";

export default function ReportPage() {
  return <PageHeader title="Report" />;
}
