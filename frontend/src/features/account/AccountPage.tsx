import { PageHeader } from "../../shared/ui/PageHeader";

export default function AccountPage() {
  return <PageHeader title="Account" />;
}
