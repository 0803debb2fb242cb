import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.miscellaneous.PerFieldAnalyzerWrapper;
import org.apache.lucene.analysis.shingle.ShingleFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.IntPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MultiCollector;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopScoreDocCollector;
import org.apache.lucene.search.TopScoreDocCollectorManager;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.util.BytesRef;

/** Lucene with its standard tokenizer, lower case and ASCII folding; with "shingles" also pairs of words as a field without positions. */
public final class Bench {
    record Question(boolean or, String[][] phrases, int from, int to, String province) {}

    static final FieldType TEXT = type(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS);
    static final FieldType PAIRS = type(IndexOptions.DOCS_AND_FREQS);

    final boolean shingles;
    final Path dir;
    final Path work;
    final int docs;
    final List<Question> questions = new ArrayList<>();
    IndexSearcher searcher;

    Bench(String mode, String dir, String work, String docs) {
        this.shingles = mode.equals("shingles");
        this.dir = Path.of(dir);
        this.work = Path.of(work);
        this.docs = Integer.parseInt(docs);
    }

    static FieldType type(IndexOptions o) {
        FieldType t = new FieldType();
        t.setIndexOptions(o);
        t.setTokenized(true);
        t.freeze();
        return t;
    }

    static Analyzer analyzer(boolean pairs) {
        return new Analyzer() {
            @Override
            protected TokenStreamComponents createComponents(String field) {
                StandardTokenizer source = new StandardTokenizer();
                TokenStream s = new ASCIIFoldingFilter(new LowerCaseFilter(source));
                if (pairs) {
                    ShingleFilter f = new ShingleFilter(s, 2, 2);
                    f.setOutputUnigrams(false);
                    s = f;
                }
                return new TokenStreamComponents(source, s);
            }
        };
    }

    public static void main(String[] args) throws Exception {
        Bench b = new Bench(args[0], args[1], args[2], args[3]);
        b.readQuestions();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line; (line = in.readLine()) != null; ) {
            if (line.equals("quit")) {
                return;
            }
            long start = System.nanoTime();
            String more = "";
            try {
                switch (line) {
                    case "build" -> b.build();
                    case "open" -> b.searcher = new IndexSearcher(DirectoryReader.open(MMapDirectory.open(b.dir)));
                    case "top" -> more = b.ask(false);
                    case "filtered" -> more = b.ask(true);
                    case "together" -> b.together();
                    case "rank" -> more = b.rank();
                    default -> more = ",\"error\":\"unknown command\"";
                }
            } catch (Exception e) {
                more = ",\"error\":\"" + e.toString().replace('"', '\'') + "\"";
            }
            System.out.println("{\"seconds\":" + (System.nanoTime() - start) / 1e9 + more + "}");
        }
    }

    void readQuestions() throws IOException {
        for (String line : Files.readAllLines(work.resolve("questions.tsv"))) {
            String[] f = line.split("\t", -1);
            String[] p = f[1].split("\\|");
            String[][] phrases = new String[p.length][];
            for (int i = 0; i < p.length; i++) {
                phrases[i] = p[i].split(" ");
            }
            questions.add(new Question(f[0].equals("or"), phrases, Integer.parseInt(f[2]), Integer.parseInt(f[3]), f[4]));
        }
    }

    void build() throws Exception {
        Analyzer words = analyzer(false);
        IndexWriterConfig c = new IndexWriterConfig(new PerFieldAnalyzerWrapper(words, java.util.Map.of("pairs", analyzer(true))));
        c.setRAMBufferSizeMB(64);
        ArrayBlockingQueue<String> lines = new ArrayBlockingQueue<>(256);
        Exception[] failed = new Exception[1];
        try (IndexWriter w = new IndexWriter(MMapDirectory.open(dir), c)) {
            Thread[] threads = new Thread[2];
            for (int i = 0; i < threads.length; i++) {
                threads[i] = new Thread(() -> {
                    try {
                        for (String line; !(line = lines.take()).isEmpty(); ) {
                            add(w, line);
                        }
                    } catch (Exception e) {
                        failed[0] = e;
                    }
                });
                threads[i].start();
            }
            try (BufferedReader r = Files.newBufferedReader(work.resolve("articles.tsv"))) {
                String line;
                for (int n = 0; n < docs && (line = r.readLine()) != null && failed[0] == null; n++) {
                    lines.put(line);
                }
            }
            for (Thread t : threads) {
                lines.put("");
            }
            for (Thread t : threads) {
                t.join();
            }
            w.commit();
        }
        if (failed[0] != null) {
            throw failed[0];
        }
    }

    void add(IndexWriter w, String line) throws IOException {
        String[] f = line.split("\t", -1);
        Document d = new Document();
        String text = f[4] + "\n" + f[5] + "\n" + f[6];
        d.add(new Field("text", text, TEXT));
        if (shingles) {
            d.add(new Field("pairs", text, PAIRS));
        }
        d.add(new NumericDocValuesField("id", Long.parseLong(f[0])));
        d.add(new IntPoint("day", Integer.parseInt(f[1])));
        d.add(new SortedDocValuesField("source", new BytesRef(f[2])));
        d.add(new StringField("province", f[3], Field.Store.NO));
        w.addDocument(d);
    }

    Query query(Question q) {
        List<Query> of = new ArrayList<>();
        for (String[] p : q.phrases) {
            if (p.length == 1) {
                of.add(new TermQuery(new Term("text", p[0])));
            } else if (shingles) {
                BooleanQuery.Builder chain = new BooleanQuery.Builder();
                for (int i = 0; i + 1 < p.length; i++) {
                    chain.add(new TermQuery(new Term("pairs", p[i] + " " + p[i + 1])), BooleanClause.Occur.MUST);
                }
                of.add(chain.build());
            } else {
                of.add(new PhraseQuery("text", p));
            }
        }
        if (of.size() == 1) {
            return of.get(0);
        }
        BooleanQuery.Builder b = new BooleanQuery.Builder();
        for (Query o : of) {
            b.add(o, q.or ? BooleanClause.Occur.SHOULD : BooleanClause.Occur.MUST);
        }
        return b.build();
    }

    int top(Question q) throws IOException {
        return (int) searcher.search(query(q), new TopScoreDocCollectorManager(10, Integer.MAX_VALUE)).totalHits.value;
    }

    int filtered(Question q) throws IOException {
        BooleanQuery.Builder b = new BooleanQuery.Builder();
        b.add(query(q), BooleanClause.Occur.MUST);
        b.add(IntPoint.newRangeQuery("day", q.from, q.to), BooleanClause.Occur.FILTER);
        if (!q.province.isEmpty()) {
            b.add(new TermQuery(new Term("province", q.province)), BooleanClause.Occur.FILTER);
        }
        TopScoreDocCollector best = new TopScoreDocCollectorManager(10, Integer.MAX_VALUE).newCollector();
        Sources sources = new Sources();
        searcher.search(b.build(), MultiCollector.wrap(best, sources));
        return best.topDocs().totalHits.value == sources.total() ? (int) sources.total() : -1;
    }

    /** Counts hits by source. */
    static final class Sources extends SimpleCollector {
        SortedDocValues values;
        int[] ords;
        final java.util.HashMap<BytesRef, Integer> counts = new java.util.HashMap<>();

        @Override
        protected void doSetNextReader(LeafReaderContext c) throws IOException {
            flush();
            values = DocValues.getSorted(c.reader(), "source");
            ords = new int[values.getValueCount()];
        }

        void flush() throws IOException {
            for (int i = 0; ords != null && i < ords.length; i++) {
                if (ords[i] > 0) {
                    counts.merge(BytesRef.deepCopyOf(values.lookupOrd(i)), ords[i], Integer::sum);
                }
            }
            ords = null;
        }

        @Override
        public void collect(int doc) throws IOException {
            if (values.advanceExact(doc)) {
                ords[values.ordValue()]++;
            }
        }

        @Override
        public ScoreMode scoreMode() {
            return ScoreMode.COMPLETE_NO_SCORES;
        }

        long total() throws IOException {
            flush();
            long n = 0;
            for (int c : counts.values()) {
                n += c;
            }
            return n;
        }
    }

    /** The ten best for each need: any of its words, and of their pairs where those are indexed. */
    String rank() throws IOException {
        StringBuilder all = new StringBuilder();
        for (String typed : Files.readAllLines(work.resolve("needs.tsv"))) {
            BooleanQuery.Builder b = new BooleanQuery.Builder();
            any(b, "text", typed);
            if (shingles) {
                any(b, "pairs", typed);
            }
            StringBuilder ids = new StringBuilder();
            for (ScoreDoc hit : searcher.search(b.build(), 10).scoreDocs) {
                LeafReaderContext leaf = searcher.getIndexReader().leaves().get(ReaderUtil.subIndex(hit.doc, searcher.getIndexReader().leaves()));
                NumericDocValues id = leaf.reader().getNumericDocValues("id");
                id.advanceExact(hit.doc - leaf.docBase);
                ids.append(ids.length() > 0 ? "," : "").append(id.longValue());
            }
            all.append(all.length() > 0 ? "," : "").append("[").append(ids).append("]");
        }
        return ",\"ids\":[" + all + "]";
    }

    static void any(BooleanQuery.Builder b, String field, String typed) throws IOException {
        try (Analyzer a = analyzer(field.equals("pairs")); TokenStream s = a.tokenStream(field, typed)) {
            CharTermAttribute word = s.addAttribute(CharTermAttribute.class);
            s.reset();
            while (s.incrementToken()) {
                b.add(new TermQuery(new Term(field, word.toString())), BooleanClause.Occur.SHOULD);
            }
            s.end();
        }
    }

    String ask(boolean filtered) throws IOException {
        StringBuilder ns = new StringBuilder();
        StringBuilder totals = new StringBuilder();
        for (Question q : questions) {
            long start = System.nanoTime();
            int n = filtered ? filtered(q) : top(q);
            ns.append(ns.length() > 0 ? "," : "").append(System.nanoTime() - start);
            totals.append(totals.length() > 0 ? "," : "").append(n);
        }
        return ",\"ns\":[" + ns + "],\"totals\":[" + totals + "]";
    }

    void together() throws InterruptedException {
        Thread[] threads = new Thread[2];
        for (int w = 0; w < threads.length; w++) {
            int first = w;
            threads[w] = new Thread(() -> {
                try {
                    for (int i = first; i < questions.size(); i += 2) {
                        top(questions.get(i));
                    }
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            threads[w].start();
        }
        for (Thread t : threads) {
            t.join();
        }
    }
}
