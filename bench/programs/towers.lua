-- Records: the towers of Hanoi with n disks; piles are linked disks. How many moves it takes.
local function push(game, pile, disk)
  local top = game.piles[pile]
  if top and disk.size >= top.size then error("a larger disk on a smaller one") end
  disk.next = top
  game.piles[pile] = disk
end

local function pop(game, pile)
  local top = game.piles[pile]
  game.piles[pile] = top.next
  top.next = false
  return top
end

local function move(game, disks, from, to)
  if disks == 1 then
    push(game, to, pop(game, from))
    game.moves = game.moves + 1
    return
  end
  local other = 6 - from - to
  move(game, disks - 1, from, other)
  move(game, 1, from, to)
  move(game, disks - 1, other, to)
end

return function(n)
  local game = {piles = {false, false, false}, moves = 0}
  for size = n, 1, -1 do push(game, 1, {size = size, next = false}) end
  move(game, n, 1, 2)
  return game.moves
end
