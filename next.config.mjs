const secure = (process.env.HOLDFAST_ORIGIN ?? "").startsWith("https:");
// Pages named *.bench.tsx exist in the build of `npm run bench` alone, which stands in a folder of its own.
const bench = process.env.HOLDFAST_BENCH_BUILD === "1";

/** @type {import("next").NextConfig} */
export default {
  // Types are checked by a command of their own, so that a slip in a test never keeps a portal from starting.
  typescript: { ignoreBuildErrors: true, ...(bench ? { tsconfigPath: ".next/bench.tsconfig.json" } : {}) },
  ...(bench ? { distDir: ".next/bench", pageExtensions: ["tsx", "ts", "bench.tsx"] } : {}),
  reactCompiler: true,
  typedRoutes: true,
  poweredByHeader: false,
  productionBrowserSourceMaps: false,
  images: { unoptimized: true },
  output: process.env.STANDALONE ? "standalone" : undefined,
  turbopack: { root: import.meta.dirname },
  serverExternalPackages: ["postgres", "graphile-worker", "@node-rs/argon2", "@myriaddreamin/typst-ts-node-compiler"],
  experimental: { serverActions: { bodySizeLimit: "2mb" } },
  headers: async () => [
    {
      source: "/:path*",
      headers: [
        { key: "x-content-type-options", value: "nosniff" },
        // no-referrer would make browsers send "Origin: null" with every form, and forms are checked by their origin.
        { key: "referrer-policy", value: "same-origin" },
        { key: "x-frame-options", value: "DENY" },
        { key: "cross-origin-opener-policy", value: "same-origin" },
        { key: "cross-origin-resource-policy", value: "same-origin" },
        { key: "permissions-policy", value: "camera=(), geolocation=(), microphone=()" },
        ...(secure ? [{ key: "strict-transport-security", value: "max-age=63072000; includeSubDomains" }] : []),
      ],
    },
  ],
};
