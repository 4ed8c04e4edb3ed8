import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useDeviceSettings } from "../state/settings";
import { type Formats, formats } from ".";

/** Formats in the language and the time zone that were chosen. */
export function useFormats(): Formats {
  const { i18n } = useTranslation();
  const zone = useDeviceSettings((settings) => settings.zone);
  return useMemo(() => formats(i18n.language, zone), [i18n.language, zone]);
}
