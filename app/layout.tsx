import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import { connection } from "next/server";
import type { ReactNode } from "react";
import { FollowLinks } from "#components/shell/follow-links.tsx";
import "./globals.css";

export const metadata: Metadata = {
  title: { template: "%s | Holdfast", default: "Holdfast" },
  description: "Governance and assurance for digital resilience in English adult social care",
  robots: { index: false, follow: false },
  icons: { icon: "/icon.svg" },
};

export const viewport: Viewport = { width: "device-width", initialScale: 1, colorScheme: "light dark" };

const themes = ["light", "dark"] as const;
const densities = ["comfortable", "compact"] as const;

export default async function RootLayout({ children }: { children: ReactNode }) {
  await connection();
  const jar = await cookies();
  const theme = themes.find((known) => known === jar.get("theme")?.value);
  const density = densities.find((known) => known === jar.get("density")?.value) ?? "comfortable";
  return (
    <html lang="en-GB" data-theme={theme} data-density={density}>
      <body>
        <FollowLinks />
        {children}
      </body>
    </html>
  );
}
