import type { ReactNode } from "react";
import "./board.css";

/** No frame of the portal around it: the meeting room sees the screen alone. */
export default function BoardLayout({ children }: { children: ReactNode }) {
  return children;
}
