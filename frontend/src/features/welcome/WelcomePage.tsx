import { PageHeader } from "../../shared/ui/PageHeader";

export default function WelcomePage() {
  return <PageHeader title="Welcome" />;
}
