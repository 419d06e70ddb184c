import { main } from '#app/worker/main'

main()
