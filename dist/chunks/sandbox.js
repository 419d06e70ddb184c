import { n as UsageError, t as GateError } from "./errors.js";
import { t as atEnd } from "./ending.js";
import { t as Channel } from "./channel.js";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { createHash, randomBytes } from "node:crypto";
import { spawn, spawnSync } from "node:child_process";
import { mkdir, mkdtemp, rename, rm, stat, writeFile } from "node:fs/promises";
import { arch, cpus, platform, release, tmpdir } from "node:os";
import { once } from "node:events";

// src/host/machine.ts
/** The machine as the report names it; no host name, no user. `provider` and `sandbox` are told by who measured. */
function describeMachine(provider, sandbox) {
	const all = cpus();
	const model = all[0]?.model.trim() || "unknown processor";
	return {
		os: `${platform()} ${release()} ${arch()}`,
		cpu: `${all.length} × ${model}`,
		gpu: null,
		provider,
		sandbox
	};
}
/** The version of Node that runs this, and whether it is one that this program supports. */
function runtimeVersions() {
	const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
	return {
		node: process.versions.node,
		nodeOk: major > 20 || major === 20 && minor >= 19
	};
}

// src/host/natives-lock.generated.json
var natives_lock_generated_default = {
	manifest: {
		"name": "cv-gate-natives",
		"version": "1.0.0",
		"private": true,
		"dependencies": {
			"onnxruntime-node": "1.30.0",
			"sharp": "0.35.5"
		}
	},
	lock: {
		"name": "cv-gate-natives",
		"version": "1.0.0",
		"lockfileVersion": 3,
		"requires": true,
		"packages": {
			"": {
				"name": "cv-gate-natives",
				"version": "1.0.0",
				"private": true,
				"dependencies": {
					"onnxruntime-node": "1.30.0",
					"sharp": "0.35.5"
				}
			},
			"node_modules/@img/colour": {
				"version": "1.1.0",
				"integrity": "sha512-Td76q7j57o/tLVdgS746cYARfSyxk8iEfRxewL9h4OMzYhbW4TAcppl0mT4eyqXddh6L/jwoM75mo7ixa/pCeQ==",
				"license": "MIT",
				"engines": { "node": ">=18" }
			},
			"node_modules/@img/sharp-darwin-arm64": {
				"version": "0.35.5",
				"integrity": "sha512-QRUlFQ0WxvdWyqqG/WtI3iupfD5rBzmCHXSdPsY91sAtVtTo7Q4cb6zOccZ3gqEqkr0f1As1ehLqmEpDsRf+lg==",
				"cpu": ["arm64"],
				"license": "Apache-2.0",
				"optional": true,
				"os": ["darwin"],
				"engines": { "node": ">=20.9.0" },
				"funding": { "url": "https://opencollective.com/libvips" },
				"optionalDependencies": { "@img/sharp-libvips-darwin-arm64": "1.3.4" }
			},
			"node_modules/@img/sharp-darwin-x64": {
				"version": "0.35.5",
				"integrity": "sha512-+BR255RhDlpygUpOc/Jdt1nT6DQ3XG/ERo5wbcdOf5Q320dKtPCKPLR1LJs9VGXRaMa8l1uUa0tkCNOXiAxZUw==",
				"cpu": ["x64"],
				"license": "Apache-2.0",
				"optional": true,
				"os": ["darwin"],
				"engines": { "node": ">=20.9.0" },
				"funding": { "url": "https://opencollective.com/libvips" },
				"optionalDependencies": { "@img/sharp-libvips-darwin-x64": "1.3.4" }
			},
			"node_modules/@img/sharp-freebsd-wasm32": {
				"version": "0.35.5",
				"integrity": "sha512-Y/z91nEZ4uIBX5X3nfTovjU9lHNKFYbL2lpHCLVNmXQK03VIZvXBBt0KxbPGp2SdGSF+2mQU4e+hQaWOt86iAw==",
				"license": "Apache-2.0",
				"optional": true,
				"os": ["freebsd"],
				"dependencies": { "@img/sharp-wasm32": "0.35.5" },
				"engines": { "node": ">=20.9.0" },
				"funding": { "url": "https://opencollective.com/libvips" }
			},
			"node_modules/@img/sharp-libvips-darwin-arm64": {
				"version": "1.3.4",
				"integrity": "sha512-5R89nBYiRdUlSWJxPhO+GVtaXzXSxKnRu/xqMn3KTA3L9EB9Oy/P+Nn2f2vlhPuUdy/Zusb2DarbyTpGCfEDuw==",
				"cpu": ["arm64"],
				"license": "LGPL-3.0-or-later",
				"optional": true,
				"os": ["darwin"],
				"funding": { "url": "https://opencollective.com/libvips" }
			},
			"node_modules/@img/sharp-libvips-darwin-x64": {
				"version": "1.3.4",
				"integrity": "sha512-iR2OKH80yi0U+dUplyh3/xdpFvps6YkCwsXenIJxqxR1v9o+xtKTGbS9H7cps+2Vxjc8B1j96p75NmTGjIhtpQ==",
				"cpu": ["x64"],
				"license": "LGPL-3.0-or-later",
				"optional": true,
				"os": ["darwin"],
				"funding": { "url": "https://opencollective.com/libvips" }
			},
			"node_modules/@img/sharp-libvips-linux-arm": {
				"version": "1.3.4",
				"integrity": "sha512-LmRtTsOHuvM2+wlO2Db37dx5MiZhB0FvSunciw48YjdOkZz9KAiRbm8ujeMOA1INqmei5NapFxYEK1D1ZSidmw==",
				"cpu": ["arm"],
				"libc": ["glibc"],
				"license": "LGPL-3.0-or-later",
				"optional": true,
				"os": ["linux"],
				"funding": { "url": "https://opencollective.com/libvips" }
			},
			"node_modules/@img/sharp-libvips-linux-arm64": {
				"version": "1.3.4",
				"integrity": "sha512-Y3dgX/6lE2QhQb+Gxy0WZxfg9MEm/JBjamZpS2IklP7xIQoKN4hzAm7KcMVGtaVDt3neE9OKBC7vAfonA/Lr1A==",
				"cpu": ["arm64"],
				"libc": ["glibc"],
				"license": "LGPL-3.0-or-later",
				"optional": true,
				"os": ["linux"],
				"funding": { "url": "https://opencollective.com/libvips" }
			},
			"node_modules/@img/sharp-libvips-linux-ppc64": {
				"version": "1.3.4",
				"integrity": "sha512-Le6boB8Tai0Nis+gIxIpKx68UDVVIqdR8Tin5Yf1z2LJJQLDJvCDRqRu+jC2qCoD+eIomonmOwB4smBRxfVpYQ==",
				"cpu": ["ppc64"],
				"libc": ["glibc"],
				"license": "LGPL-3.0-or-later",
				"optional": true,
				"os": ["linux"],
				"funding": { "url": "https://opencollective.com/libvips" }
			},
			"node_modules/@img/sharp-libvips-linux-riscv64": {
				"version": "1.3.4",
				"integrity": "sha512-aHkkIEHPRdQEegJN20MLmGtxYD9R2wQr3Cwpddnu5+YKMt6Uzax7S9h5gpZTo8wyrGuZSlfQ63OevL5mTyOC7Q==",
				"cpu": ["riscv64"],
				"libc": ["glibc"],
				"license": "LGPL-3.0-or-later",
				"optional": true,
				"os": ["linux"],
				"funding": { "url": "https://opencollective.com/libvips" }
			},
			"node_modules/@img/sharp-libvips-linux-s390x": {
				"version": "1.3.4",
				"integrity": "sha512-ra/mB6MikESDUO7Yg+Mi95bFBb9GsObURuhnOv3OqknjGe9sZrG8tCe9q0xSIGrtLgvgw0gKnFWcK4blSgQOuQ==",
				"cpu": ["s390x"],
				"libc": ["glibc"],
				"license": "LGPL-3.0-or-later",
				"optional": true,
				"os": ["linux"],
				"funding": { "url": "https://opencollective.com/libvips" }
			},
			"node_modules/@img/sharp-libvips-linux-x64": {
				"version": "1.3.4",
				"integrity": "sha512-GJ//SSXbnwSDes02umB3nDJLFcQzw8a18V8fyhqr6tV515tOEMdImjjxj1AoafMRz56F3PHgftnj1QEKSU1zkw==",
				"cpu": ["x64"],
				"libc": ["glibc"],
				"license": "LGPL-3.0-or-later",
				"optional": true,
				"os": ["linux"],
				"funding": { "url": "https://opencollective.com/libvips" }
			},
			"node_modules/@img/sharp-libvips-linuxmusl-arm64": {
				"version": "1.3.4",
				"integrity": "sha512-hvulFwtjUcagsis6BBxHwGFwWoNZjgYmULGVrZcyfNbjA8hKILbRxGg15/7w5HDyXHXUos/j6baAWqnCyQ2DWA==",
				"cpu": ["arm64"],
				"libc": ["musl"],
				"license": "LGPL-3.0-or-later",
				"optional": true,
				"os": ["linux"],
				"funding": { "url": "https://opencollective.com/libvips" }
			},
			"node_modules/@img/sharp-libvips-linuxmusl-x64": {
				"version": "1.3.4",
				"integrity": "sha512-6zXKeE/p39I1AmA3cJG35eyBGNqNddLnUXjhwBnsGjFPWqf5VKkDBEqaEkPDoTEtkxwi2vv8Tcr2mDyP4So7Fg==",
				"cpu": ["x64"],
				"libc": ["musl"],
				"license": "LGPL-3.0-or-later",
				"optional": true,
				"os": ["linux"],
				"funding": { "url": "https://opencollective.com/libvips" }
			},
			"node_modules/@img/sharp-linux-arm": {
				"version": "0.35.5",
				"integrity": "sha512-LEaXK2WdXVK5ykcw0buWyPMsmLLL2vpHLD6yrNSW+JGEL3BZPA4tpKN6iaMc4AxTTAoaX/sU1rOL51lcIz48ZQ==",
				"cpu": ["arm"],
				"libc": ["glibc"],
				"license": "Apache-2.0",
				"optional": true,
				"os": ["linux"],
				"engines": { "node": ">=20.9.0" },
				"funding": { "url": "https://opencollective.com/libvips" },
				"optionalDependencies": { "@img/sharp-libvips-linux-arm": "1.3.4" }
			},
			"node_modules/@img/sharp-linux-arm64": {
				"version": "0.35.5",
				"integrity": "sha512-LYVx5JTsOM2CBzmxreh+nl64/3H6Xb09iSLknqH47z2T2DFFxDeFLP5y4dJwe6H7uGQlHPyEEtIqyo3DYsRwdQ==",
				"cpu": ["arm64"],
				"libc": ["glibc"],
				"license": "Apache-2.0",
				"optional": true,
				"os": ["linux"],
				"engines": { "node": ">=20.9.0" },
				"funding": { "url": "https://opencollective.com/libvips" },
				"optionalDependencies": { "@img/sharp-libvips-linux-arm64": "1.3.4" }
			},
			"node_modules/@img/sharp-linux-ppc64": {
				"version": "0.35.5",
				"integrity": "sha512-QVxAAq8evVRI9ia2vqgwrmWucn5Dfv+JdWzj75pD8omHLPSP7f8p20O8jxzjCcuCEQEOtYOZUmX1hkiZ0kdevA==",
				"cpu": ["ppc64"],
				"libc": ["glibc"],
				"license": "Apache-2.0",
				"optional": true,
				"os": ["linux"],
				"engines": { "node": ">=20.9.0" },
				"funding": { "url": "https://opencollective.com/libvips" },
				"optionalDependencies": { "@img/sharp-libvips-linux-ppc64": "1.3.4" }
			},
			"node_modules/@img/sharp-linux-riscv64": {
				"version": "0.35.5",
				"integrity": "sha512-LtdreXguaavKODPIfzJ4kffx7UNt1omwtK0rch4EBbbSTXPnxWmYSayXdLJw0fJzQ97kHt1gL/yh4tvU+nCyRQ==",
				"cpu": ["riscv64"],
				"libc": ["glibc"],
				"license": "Apache-2.0",
				"optional": true,
				"os": ["linux"],
				"engines": { "node": ">=20.9.0" },
				"funding": { "url": "https://opencollective.com/libvips" },
				"optionalDependencies": { "@img/sharp-libvips-linux-riscv64": "1.3.4" }
			},
			"node_modules/@img/sharp-linux-s390x": {
				"version": "0.35.5",
				"integrity": "sha512-UZasTOFiYzotTsGOCu42BfUzP6Tu6Do/947iRm1RsLKvlllxwGcn4RN27LibGWceix4Y+Pmw3jsnTcCQIgWjqA==",
				"cpu": ["s390x"],
				"libc": ["glibc"],
				"license": "Apache-2.0",
				"optional": true,
				"os": ["linux"],
				"engines": { "node": ">=20.9.0" },
				"funding": { "url": "https://opencollective.com/libvips" },
				"optionalDependencies": { "@img/sharp-libvips-linux-s390x": "1.3.4" }
			},
			"node_modules/@img/sharp-linux-x64": {
				"version": "0.35.5",
				"integrity": "sha512-SxFtLTeJInhAA9Q836kux2vZNeOBQEx658qvbboZScr0wIARym3IcGmW7KpVD5sbVg0Ojy+udFQdayYIZyoNog==",
				"cpu": ["x64"],
				"libc": ["glibc"],
				"license": "Apache-2.0",
				"optional": true,
				"os": ["linux"],
				"engines": { "node": ">=20.9.0" },
				"funding": { "url": "https://opencollective.com/libvips" },
				"optionalDependencies": { "@img/sharp-libvips-linux-x64": "1.3.4" }
			},
			"node_modules/@img/sharp-linuxmusl-arm64": {
				"version": "0.35.5",
				"integrity": "sha512-9HbMclmI1zlNkFRs3z9/eBtDjfD0sGlrX1z6b1qwmiFY5ElDLh4BC0LPBdVp7z1DXFiKlIcznf+ZlsuZzLxQqg==",
				"cpu": ["arm64"],
				"libc": ["musl"],
				"license": "Apache-2.0",
				"optional": true,
				"os": ["linux"],
				"engines": { "node": ">=20.9.0" },
				"funding": { "url": "https://opencollective.com/libvips" },
				"optionalDependencies": { "@img/sharp-libvips-linuxmusl-arm64": "1.3.4" }
			},
			"node_modules/@img/sharp-linuxmusl-x64": {
				"version": "0.35.5",
				"integrity": "sha512-4KOphqB035HrVdqLZfCgMzzERrQkkzOwRhl4OAkRO1YCldbaFjySXMaK534Mo0V+LndnlJk+sbUyLeU0ULyD1A==",
				"cpu": ["x64"],
				"libc": ["musl"],
				"license": "Apache-2.0",
				"optional": true,
				"os": ["linux"],
				"engines": { "node": ">=20.9.0" },
				"funding": { "url": "https://opencollective.com/libvips" },
				"optionalDependencies": { "@img/sharp-libvips-linuxmusl-x64": "1.3.4" }
			},
			"node_modules/@img/sharp-wasm32": {
				"version": "0.35.5",
				"integrity": "sha512-Ptsga1su4tQx+LLF1ECS9U6nz5kmrXKo6XVbtR48Ke3ZRxxgaWBu7IDtEe1quo8hiupwm6WFqxVlXaSf7IINGQ==",
				"license": "Apache-2.0 AND LGPL-3.0-or-later AND MIT",
				"optional": true,
				"dependencies": { "@emnapi/runtime": "^1.11.3" },
				"engines": { "node": ">=20.9.0" },
				"funding": { "url": "https://opencollective.com/libvips" }
			},
			"node_modules/@img/sharp-wasm32/node_modules/@emnapi/runtime": {
				"version": "1.11.3",
				"integrity": "sha512-Xz4Tpyki7XyrpbUK1jR1AhdAdaXyhhY4lZ3neLodmhpuWfy2PAQN5B46sAiU4liOXGLkHypn/qU+jvfWSCYYLA==",
				"license": "MIT",
				"optional": true,
				"dependencies": { "tslib": "^2.4.0" }
			},
			"node_modules/@img/sharp-webcontainers-wasm32": {
				"version": "0.35.5",
				"integrity": "sha512-hfhF/FmoQyTUkA0bIKFOtw536BQSeBMe6BF6QyWlrPxT754+TFLaZ7sKKTfvvM0yJgKgaYTwnFCIZ/GuDw5SUA==",
				"cpu": ["wasm32"],
				"license": "Apache-2.0",
				"optional": true,
				"dependencies": { "@img/sharp-wasm32": "0.35.5" },
				"engines": { "node": ">=20.9.0" },
				"funding": { "url": "https://opencollective.com/libvips" }
			},
			"node_modules/@img/sharp-win32-arm64": {
				"version": "0.35.5",
				"integrity": "sha512-X4t7g+7ZA5DKblCBEXGjUqqemj4vczING/5viFwAL8h4N3qYeyjwdCvRLHi4EdOUI+2Z7UFlp1VM+p/AuEtm6Q==",
				"cpu": ["arm64"],
				"license": "Apache-2.0 AND LGPL-3.0-or-later",
				"optional": true,
				"os": ["win32"],
				"engines": { "node": ">=20.9.0" },
				"funding": { "url": "https://opencollective.com/libvips" }
			},
			"node_modules/@img/sharp-win32-ia32": {
				"version": "0.35.5",
				"integrity": "sha512-5Zm82LoBc43nhwNybZlG7Y1KO//Zhsn306fQl29ZOuStHLGTo3BWL83q3cznX0poxSAMuYL1On/BHBxkBeKr6A==",
				"cpu": ["ia32"],
				"license": "Apache-2.0 AND LGPL-3.0-or-later",
				"optional": true,
				"os": ["win32"],
				"engines": { "node": "^20.9.0" },
				"funding": { "url": "https://opencollective.com/libvips" }
			},
			"node_modules/@img/sharp-win32-x64": {
				"version": "0.35.5",
				"integrity": "sha512-x76eH0vEiHlcMQu8Y8IenntaACtddpT6W0wmXtWrnKcnKI7ME5DdgqhAD6SEWOEl1v2zDvkZDhFA9KnURwpfqg==",
				"cpu": ["x64"],
				"license": "Apache-2.0 AND LGPL-3.0-or-later",
				"optional": true,
				"os": ["win32"],
				"engines": { "node": ">=20.9.0" },
				"funding": { "url": "https://opencollective.com/libvips" }
			},
			"node_modules/adm-zip": {
				"version": "0.6.1",
				"integrity": "sha512-Xwrja8nx9e5o2N1my4DsKCeKpdrnACyr1wtbPxBDgGzKzKyE9kRtBFA8mWldI+RVlD7CBZNWY/wQ2+ydwOR6kQ==",
				"license": "MIT",
				"engines": { "node": ">=14.0" }
			},
			"node_modules/define-data-property": {
				"version": "1.1.4",
				"integrity": "sha512-rBMvIzlpA8v6E+SJZoo++HAYqsLrkg7MSfIinMPFhmkorw7X+dOXVJQs+QT69zGkzMyfDnIMN2Wid1+NbL3T+A==",
				"license": "MIT",
				"dependencies": {
					"es-define-property": "^1.0.0",
					"es-errors": "^1.3.0",
					"gopd": "^1.0.1"
				},
				"engines": { "node": ">= 0.4" },
				"funding": { "url": "https://github.com/sponsors/ljharb" }
			},
			"node_modules/define-properties": {
				"version": "1.2.1",
				"integrity": "sha512-8QmQKqEASLd5nx0U1B1okLElbUuuttJ/AnYmRXbbbGDWh6uS208EjD4Xqq/I9wK7u0v6O08XhTWnt5XtEbR6Dg==",
				"license": "MIT",
				"dependencies": {
					"define-data-property": "^1.0.1",
					"has-property-descriptors": "^1.0.0",
					"object-keys": "^1.1.1"
				},
				"engines": { "node": ">= 0.4" },
				"funding": { "url": "https://github.com/sponsors/ljharb" }
			},
			"node_modules/detect-libc": {
				"version": "2.1.2",
				"integrity": "sha512-Btj2BOOO83o3WyH59e8MgXsxEQVcarkUOpEYrubB0urwnN10yQ364rsiByU11nZlqWYZm05i/of7io4mzihBtQ==",
				"license": "Apache-2.0",
				"engines": { "node": ">=8" }
			},
			"node_modules/es-define-property": {
				"version": "1.0.1",
				"integrity": "sha512-e3nRfgfUZ4rNGL232gUgX06QNyyez04KdjFrF+LTRoOXmrOgFKDg4BCdsjW8EnT69eqdYGmRpJwiPVYNrCaW3g==",
				"license": "MIT",
				"engines": { "node": ">= 0.4" }
			},
			"node_modules/es-errors": {
				"version": "1.3.0",
				"integrity": "sha512-Zf5H2Kxt2xjTvbJvP2ZWLEICxA6j+hAmMzIlypy4xcBg1vKVnx89Wy0GbS+kf5cwCVFFzdCFh2XSCFNULS6csw==",
				"license": "MIT",
				"engines": { "node": ">= 0.4" }
			},
			"node_modules/escape-string-regexp": {
				"version": "4.0.0",
				"integrity": "sha512-TtpcNJ3XAzx3Gq8sWRzJaVajRs0uVxA2YAkdb1jm2YkPz4G6egUFAyA3n5vtEIZefPk5Wa4UXbKuS5fKkJWdgA==",
				"license": "MIT",
				"engines": { "node": ">=10" },
				"funding": { "url": "https://github.com/sponsors/sindresorhus" }
			},
			"node_modules/global-agent": {
				"version": "4.1.3",
				"integrity": "sha512-KUJEViiuFT3I97t+GYMikLPJS2Lfo/S2F+DQuBWzuzaMPnvt5yyZePzArx36fBzpGTxZjIpDbXLeySLgh+k76g==",
				"license": "BSD-3-Clause",
				"dependencies": {
					"globalthis": "^1.0.2",
					"matcher": "^4.0.0",
					"semver": "^7.3.5",
					"serialize-error": "^8.1.0"
				},
				"engines": { "node": ">=10.0" }
			},
			"node_modules/globalthis": {
				"version": "1.0.4",
				"integrity": "sha512-DpLKbNU4WylpxJykQujfCcwYWiV/Jhm50Goo0wrVILAv5jOr9d+H+UR3PhSCD2rCCEIg0uc+G+muBTwD54JhDQ==",
				"license": "MIT",
				"dependencies": {
					"define-properties": "^1.2.1",
					"gopd": "^1.0.1"
				},
				"engines": { "node": ">= 0.4" },
				"funding": { "url": "https://github.com/sponsors/ljharb" }
			},
			"node_modules/gopd": {
				"version": "1.2.0",
				"integrity": "sha512-ZUKRh6/kUFoAiTAtTYPZJ3hw9wNxx+BIBOijnlG9PnrJsCcSjs1wyyD6vJpaYtgnzDrKYRSqf3OO6Rfa93xsRg==",
				"license": "MIT",
				"engines": { "node": ">= 0.4" },
				"funding": { "url": "https://github.com/sponsors/ljharb" }
			},
			"node_modules/has-property-descriptors": {
				"version": "1.0.2",
				"integrity": "sha512-55JNKuIW+vq4Ke1BjOTjM2YctQIvCT7GFzHwmfZPGo5wnrgkid0YQtnAleFSqumZm4az3n2BS+erby5ipJdgrg==",
				"license": "MIT",
				"dependencies": { "es-define-property": "^1.0.0" },
				"funding": { "url": "https://github.com/sponsors/ljharb" }
			},
			"node_modules/matcher": {
				"version": "4.0.0",
				"integrity": "sha512-S6x5wmcDmsDRRU/c2dkccDwQPXoFczc5+HpQ2lON8pnvHlnvHAHj5WlLVvw6n6vNyHuVugYrFohYxbS+pvFpKQ==",
				"license": "MIT",
				"dependencies": { "escape-string-regexp": "^4.0.0" },
				"engines": { "node": ">=10" },
				"funding": { "url": "https://github.com/sponsors/sindresorhus" }
			},
			"node_modules/object-keys": {
				"version": "1.1.1",
				"integrity": "sha512-NuAESUOUMrlIXOfHKzD6bpPu3tYt3xvjNdRIQ+FeT0lNb4K8WR70CaDxhuNguS2XG+GjkyMwOzsN5ZktImfhLA==",
				"license": "MIT",
				"engines": { "node": ">= 0.4" }
			},
			"node_modules/onnxruntime-common": {
				"version": "1.30.0",
				"integrity": "sha512-7fdVWjAID1dVhH/G8qK3APARunV4VkBFoCQAP7qp4Wkab0mrorvmc+sqiT+mKXOzDqdjN5j+/Z9nb4gzNPWcyA==",
				"license": "MIT"
			},
			"node_modules/onnxruntime-node": {
				"version": "1.30.0",
				"integrity": "sha512-twhs1C2C/BFkz1yc5OY0KIU2GUq6DURO7hD4bx5Q2Qy3nAMJwRXW8xU3NVczE29VA9lolLOYepoD8fjTGOfIqw==",
				"hasInstallScript": true,
				"license": "MIT",
				"os": [
					"win32",
					"darwin",
					"linux"
				],
				"dependencies": {
					"adm-zip": "^0.6.0",
					"global-agent": "^4.1.3",
					"onnxruntime-common": "1.30.0"
				}
			},
			"node_modules/semver": {
				"version": "7.8.1",
				"integrity": "sha512-rkVq3IXh+4FDGch+KwzX3aV9W3kO54GyEgpvBzSyctDA6Xtd7RJQV1xmXbeQp5v7+VzLOfVqiutSE6GICgPFvg==",
				"license": "ISC",
				"bin": { "semver": "bin/semver.js" },
				"engines": { "node": ">=10" }
			},
			"node_modules/serialize-error": {
				"version": "8.1.0",
				"integrity": "sha512-3NnuWfM6vBYoy5gZFvHiYsVbafvI9vZv/+jlIigFn4oP4zjNPK3LhcY0xSCgeb1a5L8jO71Mit9LlNoi2UfDDQ==",
				"license": "MIT",
				"dependencies": { "type-fest": "^0.20.2" },
				"engines": { "node": ">=10" },
				"funding": { "url": "https://github.com/sponsors/sindresorhus" }
			},
			"node_modules/sharp": {
				"version": "0.35.5",
				"integrity": "sha512-Ywn4OnzGukp7CDMrp08RQ50YKmuwG47brZgIVPTvBaaAfQlRlygrRqSrxdCiL9M+LlzLBiJ68IR1QqvzHyjC7g==",
				"license": "Apache-2.0",
				"dependencies": {
					"@img/colour": "^1.1.0",
					"detect-libc": "^2.1.2",
					"semver": "^7.8.5"
				},
				"engines": { "node": ">=20.9.0" },
				"funding": { "url": "https://opencollective.com/libvips" },
				"optionalDependencies": {
					"@img/sharp-darwin-arm64": "0.35.5",
					"@img/sharp-darwin-x64": "0.35.5",
					"@img/sharp-freebsd-wasm32": "0.35.5",
					"@img/sharp-libvips-darwin-arm64": "1.3.4",
					"@img/sharp-libvips-darwin-x64": "1.3.4",
					"@img/sharp-libvips-linux-arm": "1.3.4",
					"@img/sharp-libvips-linux-arm64": "1.3.4",
					"@img/sharp-libvips-linux-ppc64": "1.3.4",
					"@img/sharp-libvips-linux-riscv64": "1.3.4",
					"@img/sharp-libvips-linux-s390x": "1.3.4",
					"@img/sharp-libvips-linux-x64": "1.3.4",
					"@img/sharp-libvips-linuxmusl-arm64": "1.3.4",
					"@img/sharp-libvips-linuxmusl-x64": "1.3.4",
					"@img/sharp-linux-arm": "0.35.5",
					"@img/sharp-linux-arm64": "0.35.5",
					"@img/sharp-linux-ppc64": "0.35.5",
					"@img/sharp-linux-riscv64": "0.35.5",
					"@img/sharp-linux-s390x": "0.35.5",
					"@img/sharp-linux-x64": "0.35.5",
					"@img/sharp-linuxmusl-arm64": "0.35.5",
					"@img/sharp-linuxmusl-x64": "0.35.5",
					"@img/sharp-webcontainers-wasm32": "0.35.5",
					"@img/sharp-win32-arm64": "0.35.5",
					"@img/sharp-win32-ia32": "0.35.5",
					"@img/sharp-win32-x64": "0.35.5"
				},
				"peerDependenciesMeta": { "@types/node": { "optional": true } }
			},
			"node_modules/sharp/node_modules/semver": {
				"version": "7.8.6",
				"integrity": "sha512-9lpSSU4Mly3mrtruwLs1eLK6+gzbzqeBFwRNjIjE+9LuDpWdYctrQlQ3ej1Ilgi7gknpsTRnPoLP8DpCHqHIJw==",
				"license": "ISC",
				"bin": { "semver": "bin/semver.js" },
				"engines": { "node": ">=10" }
			},
			"node_modules/tslib": {
				"version": "2.9.1",
				"integrity": "sha512-a4Ux9VKuIMHsOS7ENbEq6hK2ZGYIT27Rtl0E4eD9KqwxhKiQeMZE/9xb3IdYwWaSOyIBQLExhQgXDTYoiCxnWA==",
				"license": "0BSD",
				"optional": true
			},
			"node_modules/type-fest": {
				"version": "0.20.2",
				"integrity": "sha512-Ne+eE4r0/iWnpAxD852z3A+N0Bt5RN//NjJwRd2VFHEmrywxf5vsZlh4R6lixl6B+wz/8d+maTSAkN1FIkI3LQ==",
				"license": "(MIT OR CC0-1.0)",
				"engines": { "node": ">=10" },
				"funding": { "url": "https://github.com/sponsors/sindresorhus" }
			}
		}
	}
};

// src/host/natives.ts
const PACKAGES = ["onnxruntime-node", "sharp"];
/**
* The folder from which onnxruntime-node and sharp load: the one named, the program's own, the runner's tool cache, or
* there after installing the pinned packages (npm checks them by hash, with the registry and proxy of its settings).
*/
async function findNatives({ directory, program, env, say, npm }) {
	if (directory !== null) {
		if (holdsBoth(directory)) return directory;
		throw new UsageError("natives-missing", `${directory}: onnxruntime-node and sharp are not in its node_modules`, { hint: `Install them there: npm install --ignore-scripts --prefix ${directory} onnxruntime-node sharp.` });
	}
	if (holdsBoth(program)) return program;
	const cache = env.RUNNER_TOOL_CACHE;
	if (!cache) throw missing("they are not installed beside the program, and there is no tool cache to install them into");
	const digest = createHash("sha256").update(JSON.stringify(natives_lock_generated_default)).digest("hex").slice(0, 16);
	const folder = join(cache, "cv-gate-natives", digest, `${process.platform}-${process.arch}`);
	if (holdsBoth(folder)) return folder;
	say(`installing onnxruntime-node and sharp into ${folder}`);
	await install(folder, env, npm ?? await npmProgram());
	return folder;
}
/** `null` when they are there already; used by `doctor`, which installs nothing. */
function nativesBeside(program) {
	return holdsBoth(program) ? program : null;
}
function holdsBoth(folder) {
	const from = createRequire(join(folder, "package.json"));
	return PACKAGES.every((name) => {
		try {
			from.resolve(name);
			return true;
		} catch {
			return false;
		}
	});
}
/** Into a temporary folder beside the final one, renamed when whole: two jobs at once do not see halves. */
async function install(folder, env, program) {
	const temporary = `${folder}.${randomBytes(6).toString("hex")}`;
	await mkdir(temporary, { recursive: true });
	try {
		await writeFile(join(temporary, "package.json"), JSON.stringify(natives_lock_generated_default.manifest));
		await writeFile(join(temporary, "package-lock.json"), JSON.stringify(natives_lock_generated_default.lock));
		await npm(program, [
			"ci",
			"--ignore-scripts",
			"--no-audit",
			"--no-fund"
		], temporary, env);
		await rename(temporary, folder).catch(async (error) => {
			if (!await isFolder(folder)) throw error;
		});
	} finally {
		await rm(temporary, {
			recursive: true,
			force: true
		});
	}
}
async function npmProgram() {
	const beside = join(dirname(process.execPath), process.platform === "win32" ? "npm.cmd" : "npm");
	return await exists(beside) ? beside : "npm";
}
async function npm(program, args, cwd, env) {
	const child = spawn(program, args, {
		cwd,
		env: {
			...withoutSecrets(env),
			PATH: `${dirname(process.execPath)}:${env.PATH ?? ""}`,
			ONNXRUNTIME_NODE_INSTALL: "skip"
		},
		stdio: [
			"ignore",
			"ignore",
			"pipe"
		],
		shell: process.platform === "win32"
	});
	let stderr = "";
	child.stderr.on("data", (chunk) => {
		stderr = (stderr + new TextDecoder().decode(chunk)).slice(-4e3);
	});
	const [status] = await once(child, "close").catch((cause) => {
		throw missing("npm could not be started", cause);
	});
	if (status !== 0) throw missing(`npm ci failed: ${errorLines(stderr)}`);
}
/** What npm calls an error, without its prefix and the place of its log. */
function errorLines(stderr) {
	return (stderr.split("\n").flatMap((line) => /^npm (?:error|ERR!) (.+)/.exec(line)?.[1] ?? []).filter((line) => !line.startsWith("A complete log")).join("; ") || stderr.trim()).slice(0, 500);
}
/** npm needs its settings and proxies, not the inputs of the action and the tokens of the job. */
function withoutSecrets(env) {
	return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(INPUT_|GITHUB_|ACTIONS_|GIT_CONFIG_)/.test(name)));
}
function missing(why, cause) {
	return new GateError("natives-missing", "host", `onnxruntime-node and sharp are needed to decode and infer: ${why}`, {
		hint: "Run `npm install --ignore-scripts onnxruntime-node sharp` in a folder and name it: input `natives-dir`, or CV_GATE_NATIVES_DIR.",
		cause
	});
}
async function exists(path) {
	return stat(path).then(() => true, () => false);
}
async function isFolder(path) {
	return stat(path).then((found) => found.isDirectory(), () => false);
}

// src/host/sandbox/confinement.ts
const NONE = {
	level: 0,
	describe: "no network or file limit",
	command: () => []
};
/** A user namespace of its own besides the network's: the memory and environment of our other processes are out of reach. */
const NO_NETWORK = {
	level: 1,
	describe: "no network (a namespace of its own); no file limit",
	command: () => [
		"unshare",
		"--user",
		"--map-current-user",
		"--net",
		"--"
	]
};
/** Devices stay: a provider may need the GPU. */
const READ_ONLY = {
	level: 2,
	describe: "no network, no other process, and a file system that cannot be written (bubblewrap)",
	command: (folder) => [
		...[
			"bwrap",
			"--die-with-parent",
			"--unshare-user",
			"--unshare-net",
			"--unshare-pid",
			"--unshare-ipc"
		],
		...[
			"--cap-drop",
			"ALL",
			"--ro-bind",
			"/",
			"/",
			"--dev-bind",
			"/dev",
			"/dev",
			"--tmpfs",
			"/dev/shm"
		],
		...[
			"--proc",
			"/proc",
			"--bind",
			folder,
			folder,
			"--chdir",
			folder,
			"--"
		]
	]
};
/** The strictest first; the last needs nothing. */
const CONFINEMENTS = [
	READ_ONLY,
	NO_NETWORK,
	NONE
];
/** The strictest that works here: each is tried, because whether a kernel allows it cannot be read anywhere. */
function confinementHere() {
	return CONFINEMENTS.find(works) ?? NONE;
}
function works({ command }) {
	if (process.platform !== "linux") return false;
	const script = `exec ${shellWords([...command(tmpdir()), "true"])}`;
	return spawnSync("/bin/sh", ["-c", script], {
		env: {},
		stdio: "ignore",
		timeout: 1e4
	}).status === 0;
}
const QUOTE = /'/g;
/** Each as one word of a shell, whatever it holds. */
function shellWords(words) {
	return words.map((word) => `'${word.replace(QUOTE, "'\\''")}'`).join(" ");
}

// src/host/sandbox/child.ts
/**
* Ends the group once we or the child have ended: whoever kills us outright leaves a model that never ends to run on, deaf to
* its channel. In the shell that becomes the child, `$$` is its id and `$PPID` ours.
*/
const WATCH = "(exec 3>&- 2>/dev/null; while kill -0 $PPID && kill -0 $$; do sleep 2; done; kill -9 0) &";
/**
* One child: an environment without anything of the parent's, an empty folder, address-space limit, SIGKILL for the whole
* process group, and what confinement there is. Its stdout is thrown away; the protocol runs over file descriptor 3.
*/
var Child = class Child {
	#process;
	#channel;
	#folder;
	#frames = [];
	#wake = null;
	#stderr = "";
	#exit = null;
	constructor(process, folder) {
		this.#process = process;
		this.#folder = folder;
		this.#channel = new Channel(process.stdio[3]);
		this.#channel.onFrame = (frame) => {
			this.#frames.push(frame);
			this.#wake?.();
		};
		process.stderr?.on("data", (chunk) => {
			this.#stderr = (this.#stderr + new TextDecoder().decode(chunk)).slice(-2e3);
		});
		const forget = atEnd(() => this.#kill());
		process.on("error", () => this.#end(null, "error"));
		process.on("exit", (code, signal) => {
			forget();
			this.#end(code, signal);
		});
	}
	static async start({ worker, memoryBytes, confinement }) {
		const folder = await mkdtemp(join(tmpdir(), "cv-gate-child-"));
		const node = [
			process.execPath,
			"--disable-wasm-trap-handler",
			"--max-old-space-size=1024",
			worker
		];
		const posix = process.platform !== "win32";
		const limit = memoryBytes === null ? "" : `ulimit -v ${Math.floor(memoryBytes / 1024)} && `;
		const script = `${WATCH} ${limit}ulimit -c 0; exec ${shellWords([...confinement.command(folder), ...node])}`;
		const [command, args] = posix ? ["/bin/sh", ["-c", script]] : [node[0], node.slice(1)];
		const child = spawn(command, args, {
			cwd: folder,
			env: {
				ORT_DISABLE_TELEMETRY: "1",
				TMPDIR: folder
			},
			detached: posix,
			stdio: [
				"ignore",
				"ignore",
				"pipe",
				"pipe"
			]
		});
		return new Child(child, folder);
	}
	get pid() {
		return this.#process.pid;
	}
	send(header, payload) {
		if (this.#exit === null) this.#channel.send(header, payload);
	}
	/** The next frame, or how the child ended; a child that says nothing for `milliseconds` is killed. */
	async next(milliseconds) {
		const frame = this.#frames.shift();
		if (frame) return {
			kind: "frame",
			frame
		};
		if (this.#exit !== null) return this.#ended(false);
		const late = await this.#wait(milliseconds);
		const arrived = this.#frames.shift();
		if (arrived) return {
			kind: "frame",
			frame: arrived
		};
		if (late) await this.stop();
		return this.#ended(late);
	}
	/** Kills the child and all it started, and removes its folder. */
	async stop() {
		if (this.#exit === null) {
			this.#kill();
			await this.#wait(5e3);
		}
		this.#channel.close();
		await rm(this.#folder, {
			recursive: true,
			force: true
		});
	}
	#kill() {
		const { pid } = this.#process;
		try {
			if (pid !== void 0 && process.platform !== "win32") process.kill(-pid, "SIGKILL");
			else this.#process.kill("SIGKILL");
		} catch {}
	}
	/** True when the time ran out before a frame or the end came. */
	#wait(milliseconds) {
		return new Promise((resolve) => {
			const timer = setTimeout(() => done(true), milliseconds);
			const done = (late) => {
				clearTimeout(timer);
				this.#wake = null;
				resolve(late);
			};
			this.#wake = () => done(false);
		});
	}
	#end(code, signal) {
		this.#exit ??= {
			code,
			signal
		};
		this.#wake?.();
	}
	#ended(late) {
		const said = this.#stderr.replace(/[\p{Cc}\p{Cf}]+/gu, " ").trim().slice(-300);
		if (late) return {
			kind: "ended",
			why: "timeout",
			detail: "did not answer in time"
		};
		const outOfMemory = /bad_alloc|out of memory|allocation failed|cannot allocate/i.test(this.#stderr);
		const { code, signal } = this.#exit ?? {
			code: null,
			signal: null
		};
		const how = signal ? `ended by ${signal}` : `ended with ${code}`;
		return {
			kind: "ended",
			why: outOfMemory ? "out-of-memory" : "crash",
			detail: said ? `${how}: ${said}` : how
		};
	}
};

// src/host/sandbox/serve.ts
/** A picture on which this many children in a row end is not the last one that does: stop. */
const MOST_ENDS_IN_A_ROW = 20;
/**
* Feeds pictures to `parallel` children, one at a time each. A child that ends or overruns on a picture before inference
* costs that picture only, and a new child takes over; one that ends during inference, or says `fatal`, is the model's
* fault and ends all.
*/
async function* serve(jobs, work, options, deadlines, parallel) {
	const source = jobs[Symbol.asyncIterator]();
	const ready = [];
	let failure = null;
	let wake = () => {};
	let running = parallel;
	async function lane() {
		let child = null;
		let endsInARow = 0;
		try {
			while (failure === null) {
				const job = await source.next();
				if (job.done) break;
				child ??= await begin(work, options, deadlines);
				const outcome = await one(child, job.value, work, deadlines);
				ready.push(outcome.result);
				wake();
				endsInARow = outcome.ended ? endsInARow + 1 : 0;
				if (endsInARow >= MOST_ENDS_IN_A_ROW) throw ended("children-keep-ending", `${endsInARow} children ended one after the other`);
				if (outcome.ended) {
					await child.stop();
					child = null;
				}
			}
		} catch (error) {
			failure ??= error;
		} finally {
			await child?.stop();
			running--;
			wake();
		}
	}
	const lanes = Array.from({ length: parallel }, lane);
	try {
		while (running > 0 || ready.length > 0) {
			while (ready.length > 0) yield ready.shift();
			if (running > 0 && ready.length === 0) await new Promise((resolve) => {
				wake = resolve;
				if (ready.length > 0 || running === 0) resolve();
			});
		}
		if (failure !== null) throw failure;
	} finally {
		failure ??= /* @__PURE__ */ new Error("stopped");
		await Promise.all(lanes);
	}
}
/** Starts a child and waits until it says that it is ready. Without a model to blame, one that dies is started again. */
async function begin(work, options, deadlines, tries = 3) {
	const child = await Child.start(options);
	child.send(work.start, work.payload);
	const answer = await child.next(deadlines.startMs);
	if (answer.kind === "frame" && answer.frame.header.ready === true) return child;
	await child.stop();
	if (answer.kind === "frame") throw fatal(answer.frame);
	if (work.payload.length > 0) throw modelEnded(answer.why, answer.detail, "loading the model");
	if (answer.why !== "timeout" && tries > 1) return begin(work, options, deadlines, tries - 1);
	throw new GateError("child-not-started", "host", `a process to decode pictures ended at once: ${answer.detail}`, { hint: "Run `cv-gate doctor` on this machine." });
}
async function one(child, job, work, deadlines) {
	child.send({ key: job.key }, job.bytes);
	let inferring = false;
	for (;;) {
		const answer = await child.next(deadlines.imageMs);
		if (answer.kind === "ended") {
			if (inferring) throw modelEnded(answer.why, answer.detail, "running the model");
			return {
				result: work.fault(job.key, answer.why, answer.detail),
				ended: true
			};
		}
		const { header } = answer.frame;
		if (header.fatal !== void 0) throw fatal(answer.frame);
		if (header.stage === "inference") inferring = true;
		else return {
			result: work.read(answer.frame),
			ended: false
		};
	}
}
const HINTS = {
	"model-load-failed": "Open the file with onnxruntime locally: it is refused there too.",
	"model-run-failed": "Check `preprocess` (size, layout, colour) against the input that the model expects.",
	"model-not-supported": "This version measures image classifiers with one image input and one list of class scores.",
	"model-out-of-memory": "The model needs more memory than its child process may have.",
	"model-timeout": "The model does not end, or is far too slow for one image.",
	"model-crashed": "The runtime died on this model: open it with onnxruntime locally."
};
function fatal({ header }) {
	return ended(String(header.fatal), String(header.detail ?? ""));
}
function modelEnded(why, detail, doing) {
	const code = {
		timeout: "model-timeout",
		crash: "model-crashed",
		"out-of-memory": "model-out-of-memory"
	}[why];
	return ended(code, `${doing}: ${detail}`);
}
function ended(code, detail) {
	return new GateError(code, "artifact", detail, { hint: HINTS[code] ?? "Run `cv-gate doctor` on this machine." });
}

// src/host/sandbox/sandbox.ts
/** Enough for a 100 Mpx picture and a model of hundreds of megabytes, too little to hurt the machine. */
const MEMORY_BYTES = 4 * 1024 ** 3;
const PARALLEL = 2;
const DEADLINES = {
	startMs: 6e4,
	imageMs: 3e4,
	timeMs: 3e5
};
function createSandbox(options) {
	let confinement = options.confinement;
	const child = {
		worker: join(options.folder, "worker.js"),
		memoryBytes: process.platform !== "linux" ? null : options.memoryBytes ?? MEMORY_BYTES,
		get confinement() {
			confinement ??= confinementHere();
			return confinement;
		}
	};
	const deadlines = {
		...DEADLINES,
		...options.deadlines
	};
	let natives = null;
	function folder() {
		natives ??= findNatives({
			directory: options.nativesDir,
			program: options.folder,
			env: options.env,
			say: options.log.info
		});
		return natives;
	}
	return {
		level: () => child.confinement.level,
		describe: () => `${WORDS}, ${memoryLimit(child.memoryBytes)}; ${child.confinement.describe}`,
		async *decode(jobs, { indices } = { indices: false }) {
			const work = {
				start: {
					mode: "decode",
					natives: await folder(),
					indices
				},
				payload: /* @__PURE__ */ new Uint8Array(),
				read: ({ header, payload }) => ({
					...header,
					...header.status === "ok" ? { sha256: Uint8Array.from(payload) } : {}
				}),
				fault: imageFault
			};
			yield* serve(jobs, work, child, deadlines, PARALLEL);
		},
		async *compare(pairs) {
			const work = {
				start: {
					mode: "compare",
					natives: await folder()
				},
				payload: /* @__PURE__ */ new Uint8Array(),
				read: ({ header }) => header,
				fault: imageFault
			};
			yield* serve(joined(pairs), work, child, deadlines, PARALLEL);
		},
		async *predict(model, jobs) {
			const work = {
				start: {
					mode: "predict",
					natives: await folder(),
					preprocess: model.preprocess
				},
				payload: model.bytes,
				read: ({ header }) => prediction(header),
				fault: imageFault
			};
			yield* serve(jobs, work, child, deadlines, PARALLEL);
		},
		async time({ bytes, ...job }) {
			const one = await Child.start(child);
			try {
				one.send({
					mode: "time",
					natives: await folder(),
					...job
				}, bytes);
				const answer = await one.next(deadlines.timeMs);
				if (answer.kind === "ended") throw modelEnded(answer.why, answer.detail, "timing the model");
				const { header } = answer.frame;
				if (header.done !== true) throw fatal(answer.frame);
				return {
					warmupRuns: Number(header.warmupRuns),
					windows: header.windows.map((window) => Float64Array.from(window))
				};
			} finally {
				await one.stop();
			}
		}
	};
}
const WORDS = "child processes with an empty environment, a deadline and SIGKILL";
function memoryLimit(bytes) {
	return bytes === null ? "no memory limit on this platform" : `at most ${bytes / 1024 ** 3} GiB of address space`;
}
/** Both versions as one job: the length of the first, then the bytes of both. */
async function* joined(pairs) {
	for await (const { key, before, after } of pairs) {
		const bytes = new Uint8Array(4 + before.length + after.length);
		new DataView(bytes.buffer).setUint32(0, before.length, true);
		bytes.set(before, 4);
		bytes.set(after, 4 + before.length);
		yield {
			key,
			bytes
		};
	}
}
function imageFault(key, status, detail) {
	return {
		key,
		status,
		detail
	};
}
function prediction(header) {
	const key = Number(header.key);
	if (header.status !== "ok") return {
		key,
		status: header.status,
		detail: String(header.detail ?? "")
	};
	return {
		key,
		status: "ok",
		classes: Int32Array.from(header.classes),
		scores: Float32Array.from(header.scores),
		tied: Number(header.tied),
		outputs: Number(header.outputs)
	};
}

export { runtimeVersions as i, nativesBeside as n, describeMachine as r, createSandbox as t };