import { Modal } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useTranslation } from "react-i18next";
import { VersionComparison } from "./VersionComparison";
import { VersionReader } from "./VersionReader";

/** What the address names: one version by `after`, or two. */
export interface Shown {
  before?: number;
  after?: number;
}

interface VersionDialogProps {
  strategy: string;
  latest: number;
  before: number | undefined;
  after: number | undefined;
  onShow: (shown: Shown) => void;
}

/** One version to be read, or two to be compared: as the address says. */
export function VersionDialog({ strategy, latest, before, after, onShow }: VersionDialogProps) {
  const { t } = useTranslation("code", { keyPrefix: "versions" });
  const narrow = useMediaQuery("(max-width: 48em)");
  const title =
    before === undefined
      ? t("version", { number: after ?? latest })
      : t("comparison", { before, after: after ?? latest });
  return (
    <Modal
      opened={before !== undefined || after !== undefined}
      onClose={() => onShow({})}
      title={title}
      size="min(96vw, 1400px)"
      fullScreen={narrow}
      closeButtonProps={{ "aria-label": t("close") }}
    >
      {before !== undefined ? (
        <VersionComparison
          strategy={strategy}
          latest={latest}
          before={before}
          after={after ?? latest}
          onShow={onShow}
        />
      ) : (
        after !== undefined && <VersionReader strategy={strategy} number={after} />
      )}
    </Modal>
  );
}
