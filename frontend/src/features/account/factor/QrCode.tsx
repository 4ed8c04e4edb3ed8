import { useMemo } from "react";
import { encode } from "uqr";
import classes from "./factor.module.css";

/** Light modules around the code, so that cameras find it (ISO/IEC 18004, 9.1). */
const BORDER = 4;

/** A text as a picture that cameras read; it is drawn here and sent nowhere. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { size, path } = useMemo(() => {
    const made = encode(text, { ecc: "M", border: BORDER });
    const dark = made.data.flatMap((row, y) =>
      row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])),
    );
    return { size: made.size, path: dark.join("") };
  }, [text]);
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className={classes["code"]}
    >
      <path d={path} fill="currentColor" />
    </svg>
  );
}
