namespace ClaudeLang.CSharp.Programs;

/// <summary>Records: a hundred balls in a box for n steps; how often they bounce.</summary>
public static class Bounce
{
    private sealed class Generator
    {
        private long _seed = 42;

        public long Next() => _seed = _seed * 16807 % 2147483647;
    }

    private sealed class Ball(Generator random)
    {
        private long _x = random.Next() % 500, _y = random.Next() % 500, _vx = (random.Next() % 300) - 150, _vy = (random.Next() % 300) - 150;

        public int Move()
        {
            int bounced = 0;
            _x += _vx;
            _y += _vy;
            if (_x > 500) (_x, _vx, bounced) = (500, -Math.Abs(_vx), 1);
            if (_x < 0) (_x, _vx, bounced) = (0, Math.Abs(_vx), 1);
            if (_y > 500) (_y, _vy, bounced) = (500, -Math.Abs(_vy), 1);
            if (_y < 0) (_y, _vy, bounced) = (0, Math.Abs(_vy), 1);
            return bounced;
        }
    }

    public static long Run(int n)
    {
        var random = new Generator();
        var balls = new Ball[100];
        long bounces = 0;
        for (int i = 0; i < 100; i++) balls[i] = new Ball(random);
        for (int step = 0; step < n; step++)
            for (int i = 0; i < 100; i++) bounces += balls[i].Move();
        return bounces;
    }
}
