import { useReducedMotion } from "@mantine/hooks";
import { useLayoutEffect, useRef } from "react";
import { type ChartOption, type EChartsType, newEChart } from "./echarts";
import type { Ink } from "./ink";
import { PAPER_WIDTH, usePrinting } from "./printing";

interface ChartCanvasProps {
  option: ChartOption;
  ink: Ink;
  label: string;
  onPick?: (index: number, series: number) => void;
}

/** The picture itself. Comes with ECharts, so load it lazily (`Chart` does). */
export function ChartCanvas({ option, ink, label, onPick }: ChartCanvasProps) {
  const container = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType>(null);
  const picked = useRef(onPick);
  picked.current = onPick;
  const printing = usePrinting();
  const still = useReducedMotion() || printing;

  useLayoutEffect(() => {
    const place = container.current;
    if (place === null) {
      return;
    }
    const made = newEChart(place, ink);
    chart.current = made;
    made.on("click", ({ dataIndex, seriesIndex }) => picked.current?.(dataIndex, seriesIndex ?? 0));
    const sizes = new ResizeObserver(() => made.resize());
    sizes.observe(place);
    return () => {
      sizes.disconnect();
      made.dispose();
      chart.current = null;
    };
  }, [ink]);

  useLayoutEffect(() => {
    // `ink` is named, for another one means another chart that has been told nothing yet.
    void ink;
    chart.current?.setOption({ animation: !still, animationDuration: 250, ...option }, true);
  }, [option, still, ink]);

  useLayoutEffect(() => {
    void ink;
    chart.current?.resize(printing ? { width: PAPER_WIDTH } : { width: "auto" });
    if (printing) {
      chart.current?.getZr().flush();
    }
  }, [printing, ink]);

  return (
    <div
      ref={container}
      role="img"
      aria-label={label}
      style={{ width: printing ? PAPER_WIDTH : "100%", height: "100%" }}
    />
  );
}
