namespace CptsReferral.Fuzz.Scene;

/// <summary>The last few of something, for several to take from at once. A run of a million requests remembers no more than one of a thousand.</summary>
sealed class Shelf<T>(int most = 200)
    where T : class
{
    readonly Lock gate = new();
    readonly List<T> things = [];

    public int Count
    {
        get
        {
            lock (gate)
                return things.Count;
        }
    }

    public void Put(T thing)
    {
        lock (gate)
        {
            if (things.Count >= most)
                things.RemoveAt(0);
            things.Add(thing);
        }
    }

    /// <summary>The oldest that will do, which nobody else gets then.</summary>
    public T? Take(Func<T, bool> willDo)
    {
        lock (gate)
        {
            var place = things.FindIndex(thing => willDo(thing));
            if (place < 0)
                return null;
            var taken = things[place];
            things.RemoveAt(place);
            return taken;
        }
    }

    public IReadOnlyList<T> TakeSeveral(int count, Func<T, bool> willDo)
    {
        lock (gate)
        {
            var several = things.Where(willDo).Take(count).ToList();
            if (several.Count < count)
                return [];
            things.RemoveAll(several.Contains);
            return several;
        }
    }

    /// <summary>Any of them, which stays.</summary>
    public T? Peek(Random random)
    {
        lock (gate)
            return things.Count == 0 ? null : things[random.Next(things.Count)];
    }
}
