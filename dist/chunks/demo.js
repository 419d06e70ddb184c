// src/app/cli/demo.ts
async function demo(_) {
	return 2;
}

export { demo };