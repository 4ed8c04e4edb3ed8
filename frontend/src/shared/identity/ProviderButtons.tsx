import { Button, Divider, Stack } from "@mantine/core";
import { IconBrandGithub, IconBrandGoogle } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Failed } from "../ui/States";
import { type OAuthProvider, useIdentity } from ".";
import { providers } from "./providers";

const LOOK = {
  google: { name: "Google", Icon: IconBrandGoogle },
  github: { name: "GitHub", Icon: IconBrandGithub },
} as const;

/** The providers that this platform offers, and nothing where it offers none. */
export function ProviderButtons({ back }: { back: string }) {
  const { t } = useTranslation("auth");
  const identity = useIdentity();
  const { data } = useQuery(providers());
  const leave = useMutation({
    mutationFn: (provider: OAuthProvider) => identity.signInWith(provider, back),
  });
  if (data === undefined || data.oauth.length === 0) {
    return null;
  }
  return (
    <Stack gap="sm">
      <Divider label={t("or")} />
      {data.oauth.map((provider) => {
        const { name, Icon } = LOOK[provider];
        return (
          <Button
            key={provider}
            variant="default"
            fullWidth
            leftSection={<Icon size={18} aria-hidden="true" />}
            loading={leave.isPending && leave.variables === provider}
            onClick={() => leave.mutate(provider)}
          >
            {t("with", { provider: name })}
          </Button>
        );
      })}
      {leave.isError && <Failed error={leave.error} />}
    </Stack>
  );
}
