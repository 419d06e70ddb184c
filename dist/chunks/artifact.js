import { t as GateError } from "./errors.js";
import { f as object, h as string, i as _instanceof, l as int, o as array, s as boolean, y as unknown } from "./schemas.js";
import { t as datetime } from "./iso.js";
import { i as tell, r as pages, t as ask } from "./retry.js";
import { createRequire } from "module";

// src/host/github/comments.ts
const user = object({
	id: int(),
	login: string(),
	type: string()
});
const comment = object({
	id: int(),
	node_id: string(),
	body: string().nullish(),
	created_at: datetime(),
	html_url: string(),
	user: user.nullish()
});
/** All comments of an issue or pull request, oldest first. */
async function commentsOf(connection, issue) {
	const request = {
		what: "list comments",
		permission: "{pull-requests: read}",
		schema: array(comment)
	};
	return (await pages(connection, request, (at) => connection.client.rest.issues.listComments({
		...at,
		issue_number: issue
	}))).sort((a, b) => a.id - b.id);
}
const NODES = 100;
const QUERY = "query($ids: [ID!]!) { nodes(ids: $ids) { ... on IssueComment { id lastEditedAt } } }";
const nodes = object({ nodes: array(object({
	id: string(),
	lastEditedAt: datetime().nullable()
}).nullable()) });
/** Of the comments with these node ids, those that nobody ever edited; REST alone cannot tell. */
async function uneditedOf(connection, ids) {
	const unedited = /* @__PURE__ */ new Set();
	for (let from = 0; from < ids.length; from += NODES) {
		const answer = await ask(connection, {
			what: "ask whether comments were edited",
			permission: "{pull-requests: read}",
			schema: nodes
		}, async () => ({
			data: await connection.client.graphql(QUERY, { ids: ids.slice(from, from + NODES) }),
			headers: {}
		}));
		for (const node of answer.nodes) if (node?.lastEditedAt === null) unedited.add(node.id);
	}
	return unedited;
}
/** The same reaction twice is one to GitHub. */
async function react(connection, id, content) {
	const request = {
		what: "react to a comment",
		permission: "{pull-requests: write}",
		schema: unknown()
	};
	await tell(connection, request, (at) => connection.client.rest.reactions.createForIssueComment({
		...at,
		comment_id: id,
		content
	}));
}
/** Writes a comment unless one of ours begins with the same first line. */
async function replyOnce(connection, issue, body, isOwn) {
	const [marker] = body.split("\n", 1);
	const find = async () => (await commentsOf(connection, issue)).find((one) => isOwn(one) && one.body?.startsWith(marker)) ?? null;
	if (await find()) return;
	await tell(connection, {
		what: "write a reply",
		permission: "{pull-requests: write}",
		schema: comment,
		done: find
	}, (at) => connection.client.rest.issues.createComment({
		...at,
		issue_number: issue,
		body
	}));
}

// src/host/github/identity.ts
const WORKFLOW_BOT = "github-actions[bot]";
async function whoAmI({ client, app }) {
	if (app) return { login: app.login };
	try {
		const { data } = await client.rest.users.getAuthenticated();
		return { id: object({ id: int() }).parse(data).id };
	} catch {
		return { login: WORKFLOW_BOT };
	}
}
function isOwn(user, identity) {
	if (!user) return false;
	return "id" in identity ? user.id === identity.id : user.type === "Bot" && user.login === identity.login;
}

// node_modules/fflate/esm/index.mjs
var require = createRequire("/");
var _a;
var Worker;
var isMarkedAsUntransferable;
try {
	_a = require("worker_threads"), Worker = _a.Worker, isMarkedAsUntransferable = _a.isMarkedAsUntransferable;
} catch (e) {}
var u8 = Uint8Array;
var u16 = Uint16Array;
var i32 = Int32Array;
var fleb = new u8([
	0,
	0,
	0,
	0,
	0,
	0,
	0,
	0,
	1,
	1,
	1,
	1,
	2,
	2,
	2,
	2,
	3,
	3,
	3,
	3,
	4,
	4,
	4,
	4,
	5,
	5,
	5,
	5,
	0,
	0,
	0,
	0
]);
var fdeb = new u8([
	0,
	0,
	0,
	0,
	1,
	1,
	2,
	2,
	3,
	3,
	4,
	4,
	5,
	5,
	6,
	6,
	7,
	7,
	8,
	8,
	9,
	9,
	10,
	10,
	11,
	11,
	12,
	12,
	13,
	13,
	0,
	0
]);
var clim = new u8([
	16,
	17,
	18,
	0,
	8,
	7,
	9,
	6,
	10,
	5,
	11,
	4,
	12,
	3,
	13,
	2,
	14,
	1,
	15
]);
var freb = function(eb, start) {
	var b = new u16(31);
	for (var i = 0; i < 31; ++i) b[i] = start += 1 << eb[i - 1];
	var r = new i32(b[30]);
	for (var i = 1; i < 30; ++i) for (var j = b[i]; j < b[i + 1]; ++j) r[j] = j - b[i] << 5 | i;
	return {
		b,
		r
	};
};
var _a = freb(fleb, 2);
var fl = _a.b;
var revfl = _a.r;
fl[28] = 258, revfl[258] = 28;
var _b = freb(fdeb, 0);
var fd = _b.b;
var revfd = _b.r;
var rev = new u16(32768);
for (var i = 0; i < 32768; ++i) {
	var x = (i & 43690) >> 1 | (i & 21845) << 1;
	x = (x & 52428) >> 2 | (x & 13107) << 2;
	x = (x & 61680) >> 4 | (x & 3855) << 4;
	rev[i] = ((x & 65280) >> 8 | (x & 255) << 8) >> 1;
}
var hMap = (function(cd, mb, r) {
	var s = cd.length;
	var i = 0;
	var l = new u16(mb);
	for (; i < s; ++i) if (cd[i]) ++l[cd[i] - 1];
	var le = new u16(mb);
	for (i = 1; i < mb; ++i) le[i] = le[i - 1] + l[i - 1] << 1;
	var co;
	if (r) {
		co = new u16(1 << mb);
		var rvb = 15 - mb;
		for (i = 0; i < s; ++i) if (cd[i]) {
			var sv = i << 4 | cd[i];
			var r_1 = mb - cd[i];
			var v = le[cd[i] - 1]++ << r_1;
			for (var m = v | (1 << r_1) - 1; v <= m; ++v) co[rev[v] >> rvb] = sv;
		}
	} else {
		co = new u16(s);
		for (i = 0; i < s; ++i) if (cd[i]) co[i] = rev[le[cd[i] - 1]++] >> 15 - cd[i];
	}
	return co;
});
var flt = new u8(288);
for (var i = 0; i < 144; ++i) flt[i] = 8;
for (var i = 144; i < 256; ++i) flt[i] = 9;
for (var i = 256; i < 280; ++i) flt[i] = 7;
for (var i = 280; i < 288; ++i) flt[i] = 8;
var fdt = new u8(32);
for (var i = 0; i < 32; ++i) fdt[i] = 5;
var flrm = /*#__PURE__*/ hMap(flt, 9, 1);
var fdrm = /*#__PURE__*/ hMap(fdt, 5, 1);
var max = function(a) {
	var m = a[0];
	for (var i = 1; i < a.length; ++i) if (a[i] > m) m = a[i];
	return m;
};
var bits = function(d, p, m) {
	var o = p / 8 | 0;
	return (d[o] | d[o + 1] << 8) >> (p & 7) & m;
};
var bits16 = function(d, p) {
	var o = p / 8 | 0;
	return (d[o] | d[o + 1] << 8 | d[o + 2] << 16) >> (p & 7);
};
var shft = function(p) {
	return (p + 7) / 8 | 0;
};
var slc = function(v, s, e) {
	if (s == null || s < 0) s = 0;
	if (e == null || e > v.length) e = v.length;
	return new u8(v.subarray(s, e));
};
var ec = [
	"unexpected EOF",
	"invalid block type",
	"invalid length/literal",
	"invalid distance",
	"stream finished",
	"no stream handler",
	,
	"no callback",
	"invalid UTF-8 data",
	"extra field too long",
	"date not in range 1980-2099",
	"filename too long",
	"stream finishing",
	"invalid zip data"
];
var err = function(ind, msg, nt) {
	var e = new Error(msg || ec[ind]);
	e.code = ind;
	if (Error.captureStackTrace) Error.captureStackTrace(e, err);
	if (!nt) throw e;
	return e;
};
var inflt = function(dat, st, buf, dict) {
	var sl = dat.length, dl = dict ? dict.length : 0;
	if (!sl || st.f && !st.l) return buf || new u8(0);
	var noBuf = !buf;
	var resize = noBuf || st.i != 2;
	var noSt = st.i;
	if (noBuf) buf = new u8(sl * 3);
	var cbuf = function(l) {
		var bl = buf.length;
		if (l > bl) {
			var nbuf = new u8(Math.max(bl * 2, l));
			nbuf.set(buf);
			buf = nbuf;
		}
	};
	var final = st.f || 0, pos = st.p || 0, bt = st.b || 0, lm = st.l, dm = st.d, lbt = st.m, dbt = st.n;
	var tbts = sl * 8;
	do {
		if (!lm) {
			final = bits(dat, pos, 1);
			var type = bits(dat, pos + 1, 3);
			pos += 3;
			if (!type) {
				var s = shft(pos) + 4, l = dat[s - 4] | dat[s - 3] << 8, t = s + l;
				if (t > sl) {
					if (noSt) err(0);
					break;
				}
				if (resize) cbuf(bt + l);
				buf.set(dat.subarray(s, t), bt);
				st.b = bt += l, st.p = pos = t * 8, st.f = final;
				continue;
			} else if (type == 1) lm = flrm, dm = fdrm, lbt = 9, dbt = 5;
			else if (type == 2) {
				var hLit = bits(dat, pos, 31) + 257, hcLen = bits(dat, pos + 10, 15) + 4;
				var tl = hLit + bits(dat, pos + 5, 31) + 1;
				pos += 14;
				var ldt = new u8(tl);
				var clt = new u8(19);
				for (var i = 0; i < hcLen; ++i) clt[clim[i]] = bits(dat, pos + i * 3, 7);
				pos += hcLen * 3;
				var clb = max(clt), clbmsk = (1 << clb) - 1;
				var clm = hMap(clt, clb, 1);
				for (var i = 0; i < tl;) {
					var r = clm[bits(dat, pos, clbmsk)];
					pos += r & 15;
					var s = r >> 4;
					if (s < 16) ldt[i++] = s;
					else {
						var c = 0, n = 0;
						if (s == 16) n = 3 + bits(dat, pos, 3), pos += 2, c = ldt[i - 1];
						else if (s == 17) n = 3 + bits(dat, pos, 7), pos += 3;
						else if (s == 18) n = 11 + bits(dat, pos, 127), pos += 7;
						while (n--) ldt[i++] = c;
					}
				}
				var lt = ldt.subarray(0, hLit), dt = ldt.subarray(hLit);
				lbt = max(lt);
				dbt = max(dt);
				lm = hMap(lt, lbt, 1);
				dm = hMap(dt, dbt, 1);
			} else err(1);
			if (pos > tbts) {
				if (noSt) err(0);
				break;
			}
		}
		if (resize) cbuf(bt + 131072);
		var lms = (1 << lbt) - 1, dms = (1 << dbt) - 1;
		var lpos = pos;
		for (;; lpos = pos) {
			var c = lm[bits16(dat, pos) & lms], sym = c >> 4;
			pos += c & 15;
			if (pos > tbts) {
				if (noSt) err(0);
				break;
			}
			if (!c) err(2);
			if (sym < 256) buf[bt++] = sym;
			else if (sym == 256) {
				lpos = pos, lm = null;
				break;
			} else {
				var add = sym - 254;
				if (sym > 264) {
					var i = sym - 257, b = fleb[i];
					add = bits(dat, pos, (1 << b) - 1) + fl[i];
					pos += b;
				}
				var d = dm[bits16(dat, pos) & dms], dsym = d >> 4;
				if (!d) err(3);
				pos += d & 15;
				var dt = fd[dsym];
				if (dsym > 3) {
					var b = fdeb[dsym];
					dt += bits16(dat, pos) & (1 << b) - 1, pos += b;
				}
				if (pos > tbts) {
					if (noSt) err(0);
					break;
				}
				if (resize) cbuf(bt + 131072);
				var end = bt + add;
				if (bt < dt) {
					var shift = dl - dt, dend = Math.min(dt, end);
					if (shift + bt < 0) err(3);
					for (; bt < dend; ++bt) buf[bt] = dict[shift + bt];
				}
				for (; bt < end; ++bt) buf[bt] = buf[bt - dt];
			}
		}
		st.l = lm, st.p = lpos, st.b = bt, st.f = final;
		if (lm) final = 1, st.m = lbt, st.d = dm, st.n = dbt;
	} while (!final);
	return bt != buf.length && noBuf ? slc(buf, 0, bt) : buf.subarray(0, bt);
};
var et = /*#__PURE__*/ new u8(0);
var b2 = function(d, b) {
	return d[b] | d[b + 1] << 8;
};
var b4 = function(d, b) {
	return (d[b] | d[b + 1] << 8 | d[b + 2] << 16 | d[b + 3] << 24) >>> 0;
};
var b8 = function(d, b) {
	return b4(d, b) + b4(d, b + 4) * 4294967296;
};
function inflateSync(data, opts) {
	return inflt(data, { i: 2 }, opts && opts.out, opts && opts.dictionary);
}
var td = typeof TextDecoder != "undefined" && /*#__PURE__*/ new TextDecoder();
var tds = 0;
try {
	td.decode(et, { stream: true });
	tds = 1;
} catch (e) {}
var dutf8 = function(d) {
	for (var r = "", i = 0;;) {
		var c = d[i++];
		var eb = (c > 127) + (c > 223) + (c > 239);
		if (i + eb > d.length) return {
			s: r,
			r: slc(d, i - 1)
		};
		if (!eb) r += String.fromCharCode(c);
		else if (eb == 3) c = ((c & 15) << 18 | (d[i++] & 63) << 12 | (d[i++] & 63) << 6 | d[i++] & 63) - 65536, r += String.fromCharCode(55296 | c >> 10, 56320 | c & 1023);
		else if (eb & 1) r += String.fromCharCode((c & 31) << 6 | d[i++] & 63);
		else r += String.fromCharCode((c & 15) << 12 | (d[i++] & 63) << 6 | d[i++] & 63);
	}
};
/**
* Converts a Uint8Array to a string
* @param dat The data to decode to string
* @param latin1 Whether or not to interpret the data as Latin-1. This should
*               not need to be true unless encoding to binary string.
* @returns The original UTF-8/Latin-1 string
*/
function strFromU8(dat, latin1) {
	if (latin1) {
		var r = "";
		for (var i = 0; i < dat.length; i += 16384) r += String.fromCharCode.apply(null, dat.subarray(i, i + 16384));
		return r;
	} else if (td) return td.decode(dat);
	else {
		var _a = dutf8(dat), s = _a.s, r = _a.r;
		if (r.length) err(8);
		return s;
	}
}
var slzh = function(d, b) {
	return b + 30 + b2(d, b + 26) + b2(d, b + 28);
};
var zh = function(d, b, z) {
	var fnl = b2(d, b + 28), efl = b2(d, b + 30), fn = strFromU8(d.subarray(b + 46, b + 46 + fnl), !(b2(d, b + 8) & 2048)), es = b + 46 + fnl;
	var _a = z64hs(d, es, efl, z, b4(d, b + 20), b4(d, b + 24), b4(d, b + 42)), sc = _a[0], su = _a[1], off = _a[2];
	return [
		b2(d, b + 10),
		sc,
		su,
		fn,
		es + efl + b2(d, b + 32),
		off
	];
};
var z64hs = function(d, b, l, z, sc, su, off) {
	var nsc = sc == 4294967295, nsu = su == 4294967295, noff = off == 4294967295, e = b + l;
	var nf = nsc + nsu + noff;
	if (z && nf) {
		for (; b + 4 < e; b += 4 + b2(d, b + 2)) if (b2(d, b) == 1) return [
			nsc ? b8(d, b + 4 + 8 * nsu) : sc,
			nsu ? b8(d, b + 4) : su,
			noff ? b8(d, b + 4 + 8 * (nsu + nsc)) : off,
			1
		];
		if (z < 2) err(13);
	}
	return [
		sc,
		su,
		off,
		0
	];
};
/**
* Synchronously decompresses a ZIP archive. Prefer using `unzip` for better
* performance with more than one file.
* @param data The raw compressed ZIP file
* @param opts The ZIP extraction options
* @returns The decompressed files
*/
function unzipSync(data, opts) {
	var files = {};
	var e = data.length - 22;
	for (; b4(data, e) != 101010256; --e) if (!e || data.length - e > 65558) err(13);
	var c = b2(data, e + 8);
	if (!c) return {};
	var o = b4(data, e + 16);
	var z = b4(data, e - 20) == 117853008;
	if (z) {
		var ze = b4(data, e - 12);
		z = b4(data, ze) == 101075792;
		if (z) {
			c = b4(data, ze + 32);
			o = b4(data, ze + 48);
		}
	}
	var fltr = opts && opts.filter;
	for (var i = 0; i < c; ++i) {
		var _a = zh(data, o, z), c_2 = _a[0], sc = _a[1], su = _a[2], fn = _a[3], no = _a[4], off = _a[5], b = slzh(data, off);
		o = no;
		if (!fltr || fltr({
			name: fn,
			size: sc,
			originalSize: su,
			compression: c_2
		})) {
			if (!c_2) files[fn] = slc(data, b, b + sc);
			else if (c_2 == 8) files[fn] = inflateSync(data.subarray(b, b + sc), { out: new u8(su) });
			else err(14, "unknown compression type " + c_2);
		}
	}
	return files;
}

// src/host/github/artifact.ts
const artifact = object({
	id: int(),
	name: string(),
	size_in_bytes: int().nonnegative(),
	expired: boolean(),
	created_at: datetime(),
	workflow_run: object({
		head_branch: string().nullish(),
		head_repository_id: int().nullish()
	}).nullish()
});
const artifacts = object({ artifacts: array(artifact) });
const ARTIFACT_PREFIX = "cv-gate-report-";
const MOST_BYTES = 67108864;
/** The zip of the newest report that a run left, or null when it left none: at most 64 MiB, not unpacked. */
async function downloadReport(connection, runId) {
	const { client } = connection;
	const [newest] = (await ask(connection, {
		what: "list the artifacts of the run",
		permission: "{actions: read}",
		schema: artifacts
	}, (at) => client.rest.actions.listWorkflowRunArtifacts({
		...at,
		run_id: runId,
		per_page: 100
	}))).artifacts.filter(({ name, expired }) => name.startsWith("cv-gate-report-") && !expired).sort((a, b) => b.created_at.localeCompare(a.created_at) || b.id - a.id);
	if (!newest) return null;
	if (newest.size_in_bytes > MOST_BYTES) throw refused(`it is ${newest.size_in_bytes} bytes, at most ${MOST_BYTES}`);
	const download = {
		what: "download the report",
		permission: "{actions: read}",
		schema: _instanceof(Uint8Array)
	};
	return ask(connection, download, async (at) => {
		const answer = await client.rest.actions.downloadArtifact({
			...at,
			artifact_id: newest.id,
			archive_format: "zip",
			request: { parseSuccessResponseBody: false }
		});
		return {
			headers: answer.headers,
			data: await bounded(answer.data)
		};
	});
}
const MOST_PAGES = 20;
/**
* Digests of artefacts in the names of the reports that runs of a branch left since a time, drafts left out; null when
* there are more artifacts than are looked through. Expired ones are still listed.
*/
async function reportsSince(connection, since, { branch, repository }) {
	const listing = {
		what: "list the artifacts",
		permission: "{actions: read}",
		schema: artifacts
	};
	const digests = /* @__PURE__ */ new Set();
	for (let page = 1; page <= MOST_PAGES; page++) {
		const { artifacts: listed } = await ask(connection, listing, (at) => connection.client.rest.actions.listArtifactsForRepo({
			...at,
			per_page: 100,
			page
		}));
		for (const { name, created_at, workflow_run: run } of listed) {
			const match = /^cv-gate-report-([0-9a-f]{16})$/.exec(name);
			if (match && Date.parse(created_at) >= since && run?.head_branch === branch && run.head_repository_id === repository) digests.add(match[1]);
		}
		if (listed.length < 100 || Date.parse(listed.at(-1).created_at) < since) return digests;
	}
	return null;
}
/** What a listing says of a size may be wrong: bytes are counted as they come. */
async function bounded(body) {
	const chunks = [];
	let bytes = 0;
	for await (const chunk of body) {
		bytes += chunk.length;
		if (bytes > MOST_BYTES) throw refused(`it is more than ${MOST_BYTES} bytes`);
		chunks.push(chunk);
	}
	return Buffer.concat(chunks);
}
/** Unpacks one file of an archive; refuses what is no archive, lacks the file or declares too much. */
function unpack(archive, file) {
	if (archive.length > MOST_BYTES) throw refused(`it is ${archive.length} bytes, at most ${MOST_BYTES}`);
	let declared = -1;
	try {
		const files = unzipSync(archive, { filter: ({ name, originalSize }) => {
			if (name !== file || declared >= 0) return false;
			declared = originalSize;
			return originalSize <= MOST_BYTES;
		} });
		if (declared > MOST_BYTES) throw refused(`${file} has ${declared} bytes, at most ${MOST_BYTES}`);
		if (declared < 0) throw refused(`it holds no ${file}`);
		return new TextDecoder("utf-8", { fatal: true }).decode(files[file]);
	} catch (thrown) {
		throw thrown instanceof GateError ? thrown : refused(`it cannot be unpacked: ${thrown.message}`);
	}
}
function refused(why) {
	return new GateError("report-refused", "artifact", `the report of the measuring run is refused: ${why}`, { hint: "Run the measuring workflow again, with the version of cv-gate that this workflow uses." });
}

export { whoAmI as a, react as c, isOwn as i, replyOnce as l, reportsSince as n, comment as o, unpack as r, commentsOf as s, downloadReport as t, uneditedOf as u };