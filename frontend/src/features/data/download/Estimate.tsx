import { Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, skipToken, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { answer, api } from "../../../shared/api/client";
import { useFormats } from "../../../shared/format/useFormats";
import { orderOf, type Wanted } from "./order";

const RESTS_MS = 400;

/** What an order takes: candles, time, and quota. Null is an order that is not whole yet. */
export function Estimate({ of: wanted }: { of: Wanted | null }) {
  const { t } = useTranslation("data");
  const formats = useFormats();
  const [rested] = useDebouncedValue(wanted, RESTS_MS);
  const { data } = useQuery({
    queryKey: ["estimate", "download", rested],
    queryFn:
      rested === null
        ? skipToken
        : ({ signal }) => answer(api.POST("/v1/runs/estimate", { body: orderOf(rested), signal })),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    // What is wrong with the order is said when it is sent.
    retry: false,
  });
  return (
    // As high without a text as with one: the button below stays where it is being pressed.
    <Text size="sm" role="status" mih="2lh">
      {wanted === null
        ? ""
        : data === undefined
          ? t("download.estimating")
          : t("download.estimate", {
              candles: formats.number(data.candles, 0),
              time: formats.duration(Math.max(1, data.seconds)),
              years: formats.number(data.candle_years, 1),
            })}
    </Text>
  );
}
