import { PageHeader } from "../../shared/ui/PageHeader";

export default function SignUpPage() {
  return <PageHeader title="SignUp" />;
}
