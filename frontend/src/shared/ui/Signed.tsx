import { Text, type TextProps, VisuallyHidden } from "@mantine/core";
import { useTranslation } from "react-i18next";

interface SignedProps extends TextProps {
  /** What decides the sign; `children` is how it is written. */
  value: number;
  children: string;
}

/** A profit or a loss: by arrow, sign and word as well as by colour. */
export function Signed({ value, children, ...text }: SignedProps) {
  const { t } = useTranslation();
  const sign = value > 0 ? "profit" : value < 0 ? "loss" : "none";
  const arrow = { profit: "▲", loss: "▼", none: "" }[sign];
  return (
    <Text
      span
      inherit
      {...(sign === "none" ? {} : { c: `var(--${sign})` })}
      style={{ whiteSpace: "nowrap" }}
      {...text}
    >
      <span aria-hidden="true" style={{ fontSize: "0.75em" }}>
        {arrow}
        {arrow && "\u2009"}
      </span>
      {children}
      <VisuallyHidden> ({t(`sign.${sign}`)})</VisuallyHidden>
    </Text>
  );
}
