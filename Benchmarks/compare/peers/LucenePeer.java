import java.io.IOException;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.LatLonPoint;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.LogDocMergePolicy;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.LRUQueryCache;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.VectorUtil;

/**
 * Lucene: filters by its terms and points, points added up in a collector that holds the columns in memory and leaves a row
 * before the product where it cannot reach the tenth score.
 *
 * Arguments: FOLDER FACTS(comma-separated) NEAR PLACE_UNKNOWN FACTOR SINGLE BATCH [LISTS]. Prints one JSON object.
 */
public class LucenePeer {
  static final int TOP = 10, DIMENSIONS = 256;
  static final double EARTH_RADIUS = 6371.0088, MARGIN = 10;

  final Path folder;
  final String[] facts;
  final int near, placeUnknown, rows, members, formats;
  final float factor;
  final short[][] codes;
  final int[][][] points;
  final int[] standing, numbers;
  final float[] places, here, reach;
  final byte[][] vectors, needs, remote;
  final float[] most;
  IndexSearcher searcher;

  LucenePeer(String[] arguments) throws IOException {
    folder = Path.of(arguments[0]);
    facts = arguments[1].split(",");
    formats = Arrays.asList(facts).indexOf("formats");
    near = Integer.parseInt(arguments[2]);
    placeUnknown = Integer.parseInt(arguments[3]);
    factor = Float.parseFloat(arguments[4]);
    standing = ints("standing");
    numbers = ints("numbers");
    places = floats("places");
    here = floats("here");
    reach = floats("reach");
    rows = standing.length;
    members = reach.length;
    vectors = bytes("vectors", DIMENSIONS);
    needs = bytes("needs", DIMENSIONS);
    codes = new short[facts.length][rows];
    points = new int[facts.length][members][];
    for (int fact = 0; fact < facts.length; fact++) {
      read(facts[fact]).asShortBuffer().get(codes[fact]);
      int[] all = ints(facts[fact] + "-points");
      int width = all.length / members;
      for (int member = 0; member < members; member++) {
        points[fact][member] = Arrays.copyOfRange(all, member * width, (member + 1) * width);
      }
    }
    remote = bytes("remote", points[formats][0].length);
    double longest = Arrays.stream(vectors).mapToDouble(LucenePeer::length).max().orElse(0);
    most = new float[members];
    for (int member = 0; member < members; member++) {
      most[member] = (float) (factor * longest * length(needs[member])) + 1;
    }
  }

  static double length(byte[] vector) {
    return Math.sqrt(VectorUtil.dotProduct(vector, vector));
  }

  /** The contents of an array that numpy saved. */
  ByteBuffer read(String name) throws IOException {
    try (FileChannel file = FileChannel.open(folder.resolve("columns").resolve(name + ".npy"))) {
      ByteBuffer all = file.map(FileChannel.MapMode.READ_ONLY, 0, file.size()).order(ByteOrder.LITTLE_ENDIAN);
      return all.position(10 + Short.toUnsignedInt(all.getShort(8))).slice().order(ByteOrder.LITTLE_ENDIAN);
    }
  }

  int[] ints(String name) throws IOException {
    ByteBuffer from = read(name);
    int[] out = new int[from.remaining() / 4];
    from.asIntBuffer().get(out);
    return out;
  }

  float[] floats(String name) throws IOException {
    ByteBuffer from = read(name);
    float[] out = new float[from.remaining() / 4];
    from.asFloatBuffer().get(out);
    return out;
  }

  byte[][] bytes(String name, int width) throws IOException {
    ByteBuffer from = read(name);
    byte[][] out = new byte[from.remaining() / width][width];
    for (byte[] row : out) from.get(row);
    return out;
  }

  // The index.

  void build(Path index) throws IOException {
    IndexWriterConfig config = new IndexWriterConfig();
    config.setMergePolicy(new LogDocMergePolicy());  // Keeps the order of documents.
    config.setRAMBufferSizeMB(256);
    try (IndexWriter writer = new IndexWriter(new MMapDirectory(index), config)) {
      for (int row = 0; row < rows; row++) writer.addDocument(document(row));
      writer.forceMerge(1);
    }
  }

  Document document(int row) {
    Document document = new Document();
    for (int fact = 0; fact < facts.length; fact++) {
      document.add(new StringField(facts[fact], Integer.toString(codes[fact][row]), Field.Store.NO));
    }
    float east = places[row];
    if (Float.isNaN(east)) {
      document.add(new StringField("somewhere", "unknown", Field.Store.NO));
    } else {
      document.add(new LatLonPoint("place", latitude(places[2 * rows + row]), longitude(east, places[rows + row])));
    }
    return document;
  }

  static double latitude(double up) {
    return Math.toDegrees(Math.asin(Math.max(-1, Math.min(1, up / EARTH_RADIUS))));
  }

  static double longitude(double east, double north) {
    return Math.toDegrees(Math.atan2(north, east));
  }

  void open(Path index) throws IOException {
    if (!Files.exists(index)) {
      Path unfinished = Files.createTempDirectory(folder, "lucene");
      build(unfinished);
      Files.move(unfinished, index);
    }
    searcher = new IndexSearcher(DirectoryReader.open(new MMapDirectory(index)));
    searcher.setQueryCache(new LRUQueryCache(1000, 256 << 20));
  }

  // A member.

  Query filters(int member) {
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    all.add(new MatchAllDocsQuery(), Occur.FILTER);
    for (int fact = 0; fact < facts.length; fact++) {
      int[] worth = points[fact][member];
      int[] fails = IntStream.range(0, worth.length).filter(code -> worth[code] < 0).toArray();
      if (2 * fails.length > worth.length) {
        all.add(values(facts[fact], IntStream.range(0, worth.length).filter(code -> worth[code] >= 0)), Occur.FILTER);
      } else if (fails.length > 0) {
        all.add(values(facts[fact], Arrays.stream(fails)), Occur.MUST_NOT);
      }
    }
    float x = here[3 * member], y = here[3 * member + 1], z = here[3 * member + 2];
    if (!Float.isNaN(x)) {
      BooleanQuery.Builder reached = new BooleanQuery.Builder();
      byte[] home = remote[member];
      reached.add(values("formats", IntStream.range(0, home.length).filter(code -> home[code] != 0)), Occur.SHOULD);
      reached.add(new TermInSetQuery("somewhere", List.of(new BytesRef("unknown"))), Occur.SHOULD);
      // The collector looks at the distance again, in the arithmetic of the job.
      reached.add(LatLonPoint.newDistanceQuery("place", latitude(z), longitude(x, y), reach[member] * 1000 + MARGIN), Occur.SHOULD);
      all.add(reached.build(), Occur.FILTER);
    }
    return all.build();
  }

  static Query values(String fact, IntStream codes) {
    List<BytesRef> terms = new ArrayList<>();
    codes.forEach(code -> terms.add(new BytesRef(Integer.toString(code))));
    return new TermInSetQuery(fact, terms);
  }

  final class Best extends SimpleCollector {
    final int member;
    final int[][] worth;
    final int[] scores = new int[TOP], found = new int[TOP];
    int count = 0, base = 0;

    Best(int member) {
      this.member = member;
      worth = new int[facts.length][];
      for (int fact = 0; fact < facts.length; fact++) worth[fact] = points[fact][member];
    }

    @Override
    protected void doSetNextReader(LeafReaderContext context) {
      base = context.docBase;
    }

    @Override
    public ScoreMode scoreMode() {
      return ScoreMode.COMPLETE_NO_SCORES;
    }

    @Override
    public void collect(int document) {
      int row = base + document, total = standing[row];
      for (int fact = 0; fact < worth.length; fact++) total += worth[fact][codes[fact][row]];
      int nearness = remote[member][codes[formats][row]] != 0 ? near : distance(row);
      if (nearness < 0) return;
      total += nearness;
      if (count == TOP && total + most[member] <= scores[TOP - 1]) return;
      int alike = VectorUtil.dotProduct(vectors[row], needs[member]);
      if (alike > 0) total += (int) (alike * factor);
      put(total, row);
    }

    /** Points for the distance, or -1 beyond the member's reach. */
    int distance(int row) {
      float x = places[row];
      if (Float.isNaN(x) || Float.isNaN(here[3 * member])) return placeUnknown;
      float dx = x - here[3 * member], dy = places[rows + row] - here[3 * member + 1], dz = places[2 * rows + row] - here[3 * member + 2];
      float away = (float) Math.sqrt(dx * dx + dy * dy + dz * dz);
      return away > reach[member] ? -1 : (int) (near - away * (near / reach[member]));
    }

    void put(int score, int row) {
      if (count == TOP && score <= scores[TOP - 1]) return;
      int at = count < TOP ? count++ : TOP - 1;
      while (at > 0 && scores[at - 1] < score) {
        scores[at] = scores[at - 1];
        found[at] = found[at - 1];
        at--;
      }
      scores[at] = score;
      found[at] = numbers[row];
    }
  }

  int[] best(int member, Query query) throws IOException {
    Best best = new Best(member);
    searcher.search(query, best);
    return Arrays.copyOf(best.found, best.count);
  }

  // Measuring.

  double seconds(int member, Query query) throws IOException {
    long start = System.nanoTime();
    best(member, query);
    return (System.nanoTime() - start) / 1e9;
  }

  /** Seconds for all members on two threads. */
  double batch(Query[] queries) throws InterruptedException {
    AtomicInteger next = new AtomicInteger();
    Thread[] workers = new Thread[2];
    long start = System.nanoTime();
    for (int worker = 0; worker < workers.length; worker++) {
      workers[worker] = new Thread(() -> {
        for (int member = next.getAndIncrement(); member < queries.length; member = next.getAndIncrement()) {
          try {
            best(member, queries[member]);
          } catch (IOException error) {
            throw new IllegalStateException(error);
          }
        }
      });
      workers[worker].start();
    }
    for (Thread worker : workers) worker.join();
    return (System.nanoTime() - start) / 1e9;
  }

  public static void main(String[] arguments) throws Exception {
    Path index = Path.of(arguments[0], "lucene");
    if (!Files.exists(index)) new LucenePeer(arguments).open(index);
    long start = System.nanoTime();
    LucenePeer peer = new LucenePeer(arguments);
    peer.open(index);
    int single = Math.min(peer.members, Integer.parseInt(arguments[5])), batch = Math.min(peer.members, Integer.parseInt(arguments[6]));
    Query[] queries = new Query[Math.max(single, batch)];
    queries[0] = peer.filters(0);
    peer.best(0, queries[0]);
    double first = (System.nanoTime() - start) / 1e6;
    for (int member = 0; member < queries.length; member++) queries[member] = peer.filters(member);
    if (arguments.length > 7) {
      try (PrintWriter out = new PrintWriter(arguments[7])) {
        for (int member = 0; member < single; member++) out.println(Arrays.toString(peer.best(member, queries[member])));
      }
      return;
    }
    // The just-in-time compiler needs more than one round.
    for (long warm = System.nanoTime(); System.nanoTime() - warm < 5e9; ) {
      for (int member = 0; member < single; member++) peer.best(member, queries[member]);
    }
    double[] times = new double[single];
    for (int member = 0; member < single; member++) times[member] = peer.seconds(member, queries[member]) * 1000;
    Arrays.sort(times);
    Query[] many = Arrays.copyOf(queries, batch);
    double[] rounds = {peer.batch(many), peer.batch(many), peer.batch(many)};
    Arrays.sort(rounds);
    System.out.printf(Locale.ROOT, "{\"single50\": %f, \"single99\": %f, \"membersPerSecond\": %f, \"firstAnswer\": %f}%n",
        times[single / 2], times[Math.min(single - 1, single * 99 / 100)], batch / rounds[1], first);
  }
}
