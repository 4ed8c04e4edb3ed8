import i18next, { type BackendModule } from "i18next";
import { initReactI18next } from "react-i18next";

/** Languages that are complete; another is a folder of the same files in `src/texts`. */
export const LANGUAGES = { en: "English", de: "Deutsch" } as const;
export type Language = keyof typeof LANGUAGES;

const KEPT = "hypertrade.language";

const files = import.meta.glob<Record<string, unknown>>("../../texts/*/*.json", {
  import: "default",
});

/** Texts come by language and namespace, as chunks of their own. */
const chunks: BackendModule = {
  type: "backend",
  init() {},
  read(language, namespace, callback) {
    const load = files[`../../texts/${language}/${namespace}.json`];
    if (load === undefined) {
      callback(new Error(`no texts for ${namespace} in ${language}`), null);
      return;
    }
    load().then(
      (texts) => callback(null, texts),
      (error: unknown) => callback(error instanceof Error ? error : new Error(String(error)), null),
    );
  },
};

export function isLanguage(code: string | null | undefined): code is Language {
  return code != null && code in LANGUAGES;
}

/** What was chosen on this device, else the browser's first language that is complete here. */
export function preferredLanguage(): Language {
  const kept = localStorage.getItem(KEPT);
  if (isLanguage(kept)) {
    return kept;
  }
  for (const tag of navigator.languages) {
    const code = tag.split("-")[0];
    if (isLanguage(code)) {
      return code;
    }
  }
  return "en";
}

export async function startTexts(): Promise<void> {
  await i18next
    .use(chunks)
    .use(initReactI18next)
    .init({
      lng: preferredLanguage(),
      fallbackLng: "en",
      supportedLngs: Object.keys(LANGUAGES),
      ns: ["common"],
      defaultNS: "common",
      interpolation: { escapeValue: false }, // React escapes
      returnNull: false,
      showSupportNotice: false, // the console is for what goes wrong
    });
  speak(i18next.language);
  i18next.on("languageChanged", speak);
}

export async function changeLanguage(language: Language): Promise<void> {
  localStorage.setItem(KEPT, language);
  await i18next.changeLanguage(language);
}

function speak(language: string): void {
  document.documentElement.lang = language;
}
