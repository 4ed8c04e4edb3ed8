import { useDocumentTitle } from "@mantine/hooks";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useIdentity } from "../../shared/identity";
import { ownPath } from "../../shared/identity/back";
import { ButtonLink } from "../../shared/ui/links";
import { Failed, Loading } from "../../shared/ui/States";
import { AuthFrame, AuthTitle } from "./AuthFrame";

/** Where a provider sends the browser back to. */
export default function FinishPage() {
  const { t } = useTranslation("auth");
  const identity = useIdentity();
  const { history } = useRouter();
  useDocumentTitle(`${t("finish.title")} · HyperTrade`);
  const finish = useMutation({
    mutationFn: () => identity.finish(new URL(location.href)),
    onSuccess: ({ back, isNew }) => history.replace(isNew ? "/welcome" : (ownPath(back) ?? "/")),
  });

  // What the provider gave holds once.
  const begun = useRef(false);
  const { mutate } = finish;
  useEffect(() => {
    if (!begun.current) {
      begun.current = true;
      mutate();
    }
  }, [mutate]);

  return (
    <AuthFrame>
      <AuthTitle title={t("finish.title")} />
      {finish.isError ? (
        <>
          <Failed error={finish.error} />
          <ButtonLink to="/sign-in">{t("finish.again")}</ButtonLink>
        </>
      ) : (
        <Loading label={t("finish.wait")} />
      )}
    </AuthFrame>
  );
}
