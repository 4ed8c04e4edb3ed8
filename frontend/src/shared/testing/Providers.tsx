import { MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { IdentityContext } from "../identity";
import type { Identity } from "../identity/types";

interface ProvidersProps {
  identity: Identity;
  children: ReactNode;
}

/** What a part of a page stands in, without the pages around it. */
export function Providers({ identity, children }: ProvidersProps) {
  const [queries] = useState(
    () => new QueryClient({ defaultOptions: { queries: { retry: false } } }),
  );
  return (
    <MantineProvider env="test">
      <Notifications />
      <QueryClientProvider client={queries}>
        <IdentityContext value={identity}>{children}</IdentityContext>
      </QueryClientProvider>
    </MantineProvider>
  );
}
