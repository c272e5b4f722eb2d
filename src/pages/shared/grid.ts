/** A cell of a grid, by position; row and column count from 0. */
export interface GridPosition {
  row: number
  column: number
}

/**
 * Where a key takes the focus in a grid, held within its edges; `undefined` for a key that does
 * not move. Follows the grid pattern of the ARIA Authoring Practices.
 *
 * @param size rows and columns of the grid, and how many rows a page holds
 */
export function moveInGrid(
  { key, ctrlKey }: GridKey,
  from: GridPosition,
  size: { rows: number; columns: number; page: number },
): GridPosition | undefined {
  const to = destination(key, ctrlKey, from, size)
  if (to === undefined) return undefined
  return {
    row: Math.max(0, Math.min(size.rows - 1, to.row)),
    column: Math.max(0, Math.min(size.columns - 1, to.column)),
  }
}

export interface GridKey {
  key: string
  ctrlKey: boolean
}

export function destination(
  key: string,
  ctrl: boolean,
  { row, column }: GridPosition,
  size: { rows: number; columns: number; page: number },
): GridPosition | undefined {
  switch (key) {
    case 'ArrowUp':
      return { row: ctrl ? 0 : row - 1, column }
    case 'ArrowDown':
      return { row: ctrl ? size.rows - 1 : row + 1, column }
    case 'ArrowLeft':
      return { row, column: ctrl ? 0 : column - 1 }
    case 'ArrowRight':
      return { row, column: ctrl ? size.columns - 1 : column + 1 }
    case 'Home':
      return { row: ctrl ? 0 : row, column: 0 }
    case 'End':
      return { row: ctrl ? size.rows - 1 : row, column: size.columns - 1 }
    case 'PageUp':
      return { row: row - size.page, column }
    case 'PageDown':
      return { row: row + size.page, column }
    default:
      return undefined
  }
}
