import { useEffect, useLayoutEffect, useRef, useState } from "react";

/**
 * How many of some rows stand whole in their part of the stage: all of them, then fewer until nothing leaves it. Off
 * the stage their part grows with them, and all are shown.
 */
export function useFitting(total: number) {
  const table = useRef<HTMLTableElement>(null);
  // An object, so that asking again with the same number is measured again.
  const [{ rows }, set] = useState({ rows: total });
  useEffect(() => {
    const part = table.current?.closest(".show");
    if (!part) return;
    const again = () => set({ rows: total });
    const size = new ResizeObserver(again);
    size.observe(part);
    const folded = table.current?.closest("details");
    folded?.addEventListener("toggle", again);
    // Letters that come late may need more lines.
    let here = true;
    void document.fonts.ready.then(() => here && again());
    return () => {
      here = false;
      size.disconnect();
      folded?.removeEventListener("toggle", again);
    };
  }, [total]);
  useLayoutEffect(() => {
    const part = table.current?.closest(".show");
    const isDrawn = table.current && table.current.offsetHeight > 0;
    if (part && isDrawn && rows > 1 && part.scrollHeight > part.clientHeight + 1) set({ rows: rows - 1 });
  });
  return { table, rows: Math.min(rows, total) };
}
