-- Records: a hundred balls in a box for n steps; how often they bounce.
local abs = math.abs

local function next_random(random)
  random.seed = random.seed * 16807 % 2147483647
  return random.seed
end

local function make_ball(random)
  local x, y = next_random(random) % 500, next_random(random) % 500
  local vx, vy = next_random(random) % 300 - 150, next_random(random) % 300 - 150
  return {x = x, y = y, vx = vx, vy = vy}
end

local function move(ball)
  local bounced = 0
  ball.x = ball.x + ball.vx
  ball.y = ball.y + ball.vy
  if ball.x > 500 then ball.x, ball.vx, bounced = 500, -abs(ball.vx), 1 end
  if ball.x < 0 then ball.x, ball.vx, bounced = 0, abs(ball.vx), 1 end
  if ball.y > 500 then ball.y, ball.vy, bounced = 500, -abs(ball.vy), 1 end
  if ball.y < 0 then ball.y, ball.vy, bounced = 0, abs(ball.vy), 1 end
  return bounced
end

return function(n)
  local random, balls, bounces = {seed = 42}, {}, 0
  for i = 1, 100 do balls[i] = make_ball(random) end
  for _ = 1, n do
    for i = 1, 100 do bounces = bounces + move(balls[i]) end
  end
  return bounces
end
