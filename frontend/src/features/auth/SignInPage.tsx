import { PageHeader } from "../../shared/ui/PageHeader";

export default function SignInPage() {
  return <PageHeader title="SignIn" />;
}
