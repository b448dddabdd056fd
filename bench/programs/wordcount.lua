-- Strings and tables: a text of n random words is split at its spaces and the words are counted.
local function make_text(n)
  local pieces, x = {}, 42
  for i = 1, n do
    x = x * 16807 % 2147483647
    local word = x % 800
    if i > 1 then pieces[#pieces + 1] = " " end
    pieces[#pieces + 1] = string.char(97 + word % 20)
    pieces[#pieces + 1] = string.char(97 + math.floor(word / 40))
    pieces[#pieces + 1] = "word"
  end
  return table.concat(pieces)
end

return function(n)
  local counts, sum, size = {}, 0, 0
  for word in make_text(n):gmatch("[^ ]+") do counts[word] = (counts[word] or 0) + 1 end
  for word, count in pairs(counts) do
    sum = (sum + count * count * #word) % 1000000007
    size = size + 1
  end
  return sum * 1000 + size
end
