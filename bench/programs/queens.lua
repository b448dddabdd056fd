-- Records and vectors: the first way in which eight queens stand on a board, found n times over by backtracking on vectors of flags.
local function make_flags(n)
  local v = {}
  for i = 1, n do v[i] = true end
  return v
end

local function is_free(board, row, column)
  return board.rows[row + 1] and board.up[row + column + 1] and board.down[row - column + 8]
end

local function mark(board, row, column, flag)
  board.rows[row + 1] = flag
  board.up[row + column + 1] = flag
  board.down[row - column + 8] = flag
end

local function place(board, column)
  if column == 8 then return true end
  for row = 0, 7 do
    if is_free(board, row, column) then
      mark(board, row, column, false)
      board.columns[column + 1] = row
      if place(board, column + 1) then return true end
      mark(board, row, column, true)
    end
  end
  return false
end

return function(n)
  local sum = 0
  for _ = 1, n do
    local board = {rows = make_flags(8), up = make_flags(16), down = make_flags(16), columns = {}}
    place(board, 0)
    for k = 1, 8 do sum = (sum * 8 + board.columns[k]) % 1000003 end
  end
  return sum
end
