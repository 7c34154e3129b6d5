/** The pages whose pictures stand beside their designs. `row` opens the first row that says so, `behind` a page of it. */
export type ScreenPage = {
  name: string;
  as: "nobody" | "inside" | "inspector";
  path: string;
  row?: string;
  behind?: string;
};

export const pages: readonly ScreenPage[] = [
  { name: "sign-in", as: "nobody", path: "/sign-in" },
  { name: "verify", as: "nobody", path: "/verify" },
  { name: "overview", as: "inside", path: "/" },
  { name: "risk-register", as: "inside", path: "/risks" },
  { name: "risk", as: "inside", path: "/risks", row: "R-044" },
  { name: "disruption-review", as: "inside", path: "/disruptions?view=all", row: "DIS-2026-014" },
  { name: "test-result", as: "inside", path: "/resilience-tests", row: "TEST-2026-031" },
  { name: "action-items", as: "inside", path: "/action-items" },
  { name: "materials", as: "inside", path: "/materials" },
  { name: "meetings", as: "inside", path: "/meetings" },
  { name: "meeting", as: "inside", path: "/meetings?view=all", row: "MTG-2026-001" },
  { name: "papers", as: "inside", path: "/meetings?view=all", row: "MTG-2026-006", behind: "/papers" },
  { name: "minutes", as: "inside", path: "/meetings?view=all", row: "MTG-2026-001", behind: "/minutes" },
  { name: "frameworks", as: "inside", path: "/frameworks" },
  { name: "evidence", as: "inside", path: "/evidence" },
  { name: "inspection-room", as: "inspector", path: "/inspection" },
];

/** The board screen of the coming board, an item a picture, as a projector shows it: light, dark, and without colour. */
export const board = { row: "MTG-2026-006", width: 1920, height: 1080 };
export const rooms = ["light", "dark", "grey"] as const;

export const widths = [390, 1440, 1920] as const;
export const themes = ["light", "dark"] as const;
