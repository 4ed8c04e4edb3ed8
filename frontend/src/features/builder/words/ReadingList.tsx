import { Box, Text, Title } from "@mantine/core";
import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import { type Sentence, sentencesOf, type Topic } from "./clauses";
import styles from "./words.module.css";

const ORDER: readonly Topic[] = ["strategy", "filter", "entry", "exit", "money"];

/** The reading by what its sentences are about, each condition on a line of its own. */
export function ReadingList({ reading }: { reading: string }) {
  const { t } = useTranslation("chat");
  const sentences = sentencesOf(reading);
  return (
    <Box className={styles["room"]}>
      <Box className={styles["reading"]}>
        {ORDER.map((topic) => {
          const found = sentences.filter((sentence) => sentence.topic === topic);
          return (
            found.length > 0 && (
              <Box component="section" key={topic} className={styles["topic"]}>
                <Title order={2} size="h6" className={styles["title"]}>
                  {t(`words.topic.${topic}`)}
                </Title>
                <Box component="ul" lang="en" className={styles["list"]}>
                  {found.map((sentence) => (
                    <li key={sentence.text}>
                      <Clauses of={sentence} />
                    </li>
                  ))}
                </Box>
              </Box>
            )
          );
        })}
      </Box>
    </Box>
  );
}

function Clauses({ of: { clauses } }: { of: Sentence }) {
  const [first = "", ...rest] = clauses;
  return (
    <Text component="div" size="md" lh={1.6}>
      <Numbers text={first} />
      {rest.map((clause, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a sentence may say the same twice
        <Box key={`${index} ${clause}`} className={styles["clause"]}>
          <Numbers text={clause} />
        </Box>
      ))}
    </Text>
  );
}

/** Numbers stand out: they are what one looks for, and what one changes. Names do not count. */
function Numbers({ text }: { text: string }) {
  const parts = text.split(
    /(?<=^(?:[^"]*"[^"]*")*[^"]*)((?<![\w.])-?\d+(?:\.\d+)?(?:%|[mhdw]\b)?)/,
  );
  return parts.map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text, in its order
    <Fragment key={`${index} ${part}`}>{index % 2 === 1 ? <strong>{part}</strong> : part}</Fragment>
  ));
}
