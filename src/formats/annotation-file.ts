/** 1-based, in characters. */
export interface AnnotationPlace {
  readonly line: number
  readonly column: number
}

/** What a file says of one image and of the objects on it. */
export interface AnnotationFile {
  /** What it calls the image, `''` when it does not say, and where. */
  readonly imageName: string
  readonly imageNamePlace: AnnotationPlace
  /** Pixels, 0 when the file does not say. */
  readonly width: number
  readonly height: number
  readonly objects: readonly AnnotatedObject[]
}
export interface AnnotatedObject {
  readonly label: string
  /** x and y of the top left corner, width and height, in pixels. */
  readonly xywh: readonly [number, number, number, number]
  /** 1: does not count (`difficult`). */
  readonly crowd: 0 | 1
  /** Names what it is beyond its box (see ShapeHash); 0 = a box and no more. */
  readonly shape: number
  /** Whether its outline crosses itself (see selfCrossing). */
  readonly crossed: 0 | 1 | 2
  readonly place: AnnotationPlace
}

/** Told for every record that is at fault, with the place of the offending value. */
export type AnnotationFault = (
  code: 'invalid-annotation' | 'odd-annotation',
  place: AnnotationPlace,
  text: string,
) => void
