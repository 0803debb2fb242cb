// Xapian over the folded words that the Go program writes: positions for phrases, values for days and sources.
#include <chrono>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <thread>
#include <vector>
#include <xapian.h>

using Clock = std::chrono::steady_clock;

struct Question {
    bool any;
    std::vector<std::vector<std::string>> phrases;
    int from, to;
    std::string province;
};

static std::vector<std::string> split(const std::string &s, char by) {
    std::vector<std::string> out;
    std::string part;
    std::istringstream in(s);
    while (std::getline(in, part, by)) out.push_back(part);
    return out;
}

static std::string work, dir;
static long docs;
static std::vector<Question> questions;

static void readQuestions() {
    std::ifstream in(work + "/questions.tsv");
    for (std::string line; std::getline(in, line);) {
        auto f = split(line, '\t');
        Question q{f[0] == "or", {}, std::stoi(f[2]), std::stoi(f[3]), f[4]};
        for (auto &p : split(f[1], '|')) q.phrases.push_back(split(p, ' '));
        questions.push_back(q);
    }
}

static void build() {
    Xapian::WritableDatabase db(dir, Xapian::DB_CREATE_OR_OVERWRITE);
    std::ifstream in(work + "/folded.txt");
    long n = 0;
    for (std::string line; n < docs && std::getline(in, line); n++) {
        auto f = split(line, '\t');
        Xapian::Document d;
        Xapian::termpos at = 0;
        std::istringstream words(f[4]);
        for (std::string w; words >> w;) d.add_posting(w.substr(0, 200), ++at);
        d.add_boolean_term("P" + f[3]);
        d.add_value(0, Xapian::sortable_serialise(std::stoi(f[1])));
        d.add_value(1, f[2]);
        db.add_document(d);
    }
    db.commit();
}

static Xapian::Query query(const Question &q) {
    std::vector<Xapian::Query> of;
    for (auto &p : q.phrases)
        of.push_back(p.size() == 1 ? Xapian::Query(p[0]) : Xapian::Query(Xapian::Query::OP_PHRASE, p.begin(), p.end()));
    return Xapian::Query(q.any ? Xapian::Query::OP_OR : Xapian::Query::OP_AND, of.begin(), of.end());
}

static long one(Xapian::Database &db, const Question &q, bool filtered) {
    Xapian::Enquire e(db);
    Xapian::Query all = query(q);
    Xapian::ValueCountMatchSpy spy(1);
    if (filtered) {
        Xapian::Query days(Xapian::Query::OP_VALUE_RANGE, 0, Xapian::sortable_serialise(q.from), Xapian::sortable_serialise(q.to));
        all = Xapian::Query(Xapian::Query::OP_FILTER, all, days);
        if (!q.province.empty()) all = Xapian::Query(Xapian::Query::OP_FILTER, all, Xapian::Query("P" + q.province));
        e.add_matchspy(&spy);
    }
    e.set_query(all);
    Xapian::MSet m = e.get_mset(0, 10, db.get_doccount());
    return m.get_matches_estimated();
}

static std::string ask(Xapian::Database &db, bool filtered) {
    std::ostringstream ns, totals;
    bool first = true;
    for (auto &q : questions) {
        auto start = Clock::now();
        long n = one(db, q, filtered);
        ns << (first ? "" : ",") << std::chrono::duration_cast<std::chrono::nanoseconds>(Clock::now() - start).count();
        totals << (first ? "" : ",") << n;
        first = false;
    }
    return ",\"ns\":[" + ns.str() + "],\"totals\":[" + totals.str() + "]";
}

static void together() {
    std::vector<std::thread> threads;
    for (int w = 0; w < 2; w++)
        threads.emplace_back([w] {
            Xapian::Database db(dir);
            for (size_t i = w; i < questions.size(); i += 2) one(db, questions[i], false);
        });
    for (auto &t : threads) t.join();
}

int main(int, char **argv) {
    dir = std::string(argv[1]) + "/index";
    work = argv[2];
    docs = std::stol(argv[3]);
    readQuestions();
    Xapian::Database db;
    for (std::string line; std::getline(std::cin, line);) {
        if (line == "quit") return 0;
        auto start = Clock::now();
        std::string more;
        try {
            if (line == "build") build();
            else if (line == "open") db = Xapian::Database(dir);
            else if (line == "top") more = ask(db, false);
            else if (line == "filtered") more = ask(db, true);
            else if (line == "together") together();
            else more = ",\"error\":\"unknown command\"";
        } catch (const Xapian::Error &e) {
            more = ",\"error\":\"" + e.get_msg() + "\"";
        }
        std::cout << "{\"seconds\":" << std::chrono::duration<double>(Clock::now() - start).count() << more << "}" << std::endl;
    }
}
