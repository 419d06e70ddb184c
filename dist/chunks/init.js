// src/app/cli/init.ts
async function init(_) {
	return 2;
}

export { init };